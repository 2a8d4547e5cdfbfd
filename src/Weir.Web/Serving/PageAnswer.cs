using Microsoft.AspNetCore.Components;

namespace Weir.Web.Serving;

/// <summary>A page in its three forms, of which the asked one is made.</summary>
/// <param name="Title">Title in the reader's language.</param>
/// <param name="Description">One sentence for search and sharing.</param>
/// <param name="Body">The page's content.</param>
/// <param name="Json">The same for programs.</param>
/// <param name="Csv">Its main table.</param>
public sealed record PageAnswer(string Title, string Description, RenderFragment Body, Func<object> Json, Func<CsvTable> Csv)
{
    /// <summary>Seconds after which a browser looks again by itself, where what the page shows is still under way; null where it is not.</summary>
    public int? LookAgain { get; init; }

    /// <summary>A page whose content is one component with a parameter <c>Model</c>.</summary>
    public static PageAnswer Of<TComponent>(string title, string description, object model, Func<object> json, Func<CsvTable> csv)
        where TComponent : IComponent => new(
            title, description,
            builder =>
            {
                builder.OpenComponent(0, typeof(TComponent));
                builder.AddAttribute(1, "Model", model);
                builder.CloseComponent();
            },
            json, csv);
}

/// <summary>A table for <c>.csv</c>.</summary>
/// <param name="Header">Column names, in English whatever the reader's language: programs read them.</param>
/// <param name="Rows">One array for each row: text, numbers, dates; null is empty.</param>
public sealed record CsvTable(IReadOnlyList<string> Header, IEnumerable<IReadOnlyList<object?>> Rows);
