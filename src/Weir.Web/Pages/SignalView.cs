using Microsoft.AspNetCore.Http;
using Weir.Desk.Signals;
using Weir.Desk.Words;
using Weir.Web.Parts;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>One signal: how it came to be, what was assumed, what would change it.</summary>
/// <param name="Explanation">The explanation.</param>
/// <param name="Origins">Where its numbers come from.</param>
public sealed record SignalView(SignalExplanation Explanation, IReadOnlyList<Origin> Origins)
{
    internal static async Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var (visit, words) = (call.Visit, call.Visit.Words);
        var explanation = SignalId.TryParse(call["id"], out var id) ? await call.Reading.ExplainAsync(visit, id, call.Cancellation) : null;
        if (explanation is null)
            throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-signal", ("id", call["id"])));
        var signal = explanation.Signal;
        var view = new SignalView(explanation, Origin.Of(signal.Rows.Select(r => (signal.Source ?? "", r)), visit, call.Reading.Workbench.Sources));
        return PageAnswer.Of<SignalPage>(
            words.Say(signal.Text), call.Say("site.signal.description"), view,
            () => new
            {
                signal = SignalsView.Document(signal, visit),
                steps = explanation.Steps.Select(words.Say),
                assumed = explanation.Definition.Assumptions,
                wouldChange = explanation.WouldChange.Select(words.Say),
                explanation.Command,
                origins = view.Origins.Select(o => o.Json()),
            },
            () => new(
                ["id", "part", "text"],
                explanation.Steps.Select(s => Row(signal, "step", words.Say(s)))
                    .Concat(signal.Reasons.Select(r => Row(signal, "reason", words.Say(r))))
                    .Concat(explanation.Definition.Assumptions.Select(a => Row(signal, "assumed", a)))
                    .Concat(explanation.WouldChange.Select(c => Row(signal, "would-change", words.Say(c))))
                    .Append(Row(signal, "command", explanation.Command))));
    }

    private static IReadOnlyList<object?> Row(Signal signal, string part, string text) => [signal.Id.Text, part, text];
}
