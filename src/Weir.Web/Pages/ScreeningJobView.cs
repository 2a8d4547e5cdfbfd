using Microsoft.AspNetCore.Http;
using Weir.Desk.Screening.Bulk;
using Weir.Desk.Words;
using Weir.Web.Screening;
using Weir.Web.Serving;

namespace Weir.Web.Pages;

/// <summary>How a file of questions stands.</summary>
/// <param name="Job">The file.</param>
public sealed record ScreeningJobView(ScreeningJob Job)
{
    private const int LookAgain = 3;

    internal static Task<PageAnswer> AnswerAsync(PageCall call)
    {
        var job = call.Jobs.Find(call["job"]) ?? throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-job"));
        var count = job.Count;
        return Task.FromResult(PageAnswer.Of<ScreeningJobPage>(
            call.Say("site.job.title", ("file", job.FileName)), call.Say("site.job.description"), new ScreeningJobView(job),
            () => new
            {
                id = job.Id,
                file = job.FileName,
                state = State(job),
                rows = count.Rows,
                matches = count.Matches,
                reviews = count.Reviews,
                errors = count.Errors,
                bytes = job.Bytes,
                bytesRead = job.Read,
                error = job.Error,
                basis = job.Basis,
                first = job.First.Select(a => new
                {
                    line = a.Line,
                    id = a.Id,
                    name = a.Name,
                    list = a.Best?.List.List,
                    entity = a.Best?.Entity.Id,
                    caption = a.Best?.Entity.Caption,
                    score = a.Best?.Score,
                    verdict = a.Best is { } best ? VerdictText.Of(best.Verdict) : null,
                    error = a.Error,
                }),
                answers = job.State == ScreeningJobState.Done ? $"/screening/jobs/{job.Id}/answers" : null,
                note = call.Say("site.screening.no-finding"),
            },
            () => new(["file", "state", "rows", "matches", "reviews", "errors", "error"], [[job.FileName, State(job), count.Rows, count.Matches, count.Reviews, count.Errors, job.Error]]))
            with
        { LookAgain = job.State == ScreeningJobState.Running ? LookAgain : null });
    }

    private static string State(ScreeningJob job) => job.State.ToString().ToLowerInvariant();
}
