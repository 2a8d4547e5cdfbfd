using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Weir.Desk;
using Weir.Desk.Words;
using Weir.Trade;

namespace Weir.Web.Serving;

/// <summary>Who asks for what, and how: the whole state of a view, taken from its address (and, for taste only, from cookies).</summary>
public sealed partial class Visit
{
    private const string LanguageCookie = "weir-lang";
    private readonly HttpContext _http;

    private IEnumerable<(string Name, string? Value)> Carried => [("lang", Ask("lang")), ("as-of", AsOfText)];

    private Visit(HttpContext http, DeskFolder desk, LakeState? state)
    {
        (_http, Desk, State, IsPage) = (http, desk, state ?? LakeState.Nothing, state is not null);
        Path = http.Request.Path.Value is { Length: > 0 } path ? path : "/";
        Words = Words.For(LanguageOf(http.Request));
        // Where the page can't be given, a moment that is none is not handed on: it may be what failed.
        AsOf = Ask("as-of") is { } text ? state is null && !TryReadMoment(text, out _) ? null : Moment(text) : null;
        AsOfText = AsOf is null ? null : Ask("as-of");
        Night = http.Request.Cookies["weir-theme"] is "night" ? true : http.Request.Cookies["weir-theme"] is "light" ? false : null;
        TextSize = http.Request.Cookies["weir-text"] switch { "1" => 1, "2" => 2, "3" => 3, _ => 0 };
    }

    /// <summary>The desk's files.</summary>
    public DeskFolder Desk { get; }

    /// <summary>The lake as it stood when the request came, or at the moment that it asks for.</summary>
    public LakeState State { get; }

    /// <summary>Whether there is a page, with its data beside it, and not a problem in its place.</summary>
    public bool IsPage { get; }

    /// <summary>The reader's language.</summary>
    public Words Words { get; }

    /// <summary>The address's path without <c>.json</c> or <c>.csv</c>.</summary>
    public string Path { get; }

    /// <summary>What was known at that moment; null is now.</summary>
    public DateTimeOffset? AsOf { get; }

    /// <summary>The rest of the address's query, for a form that asks for another moment.</summary>
    public IEnumerable<(string Name, string Value)> Beyond => _http.Request.Query.Where(q => q.Key != "as-of").Select(q => (q.Key, q.Value.ToString()));

    /// <summary><see cref="AsOf"/> as written in the address.</summary>
    public string? AsOfText { get; }

    /// <summary>Whether the reader chose night or light; null follows the reader's system.</summary>
    public bool? Night { get; }

    /// <summary>Steps by which the reader enlarged the text, 0 to 3.</summary>
    public int TextSize { get; }

    /// <summary>Scheme and host as the reader typed them.</summary>
    public string Origin => $"{_http.Request.Scheme}://{_http.Request.Host}";

    /// <summary>The visit that <paramref name="http"/> is. A chosen language is remembered.</summary>
    /// <exception cref="PageException">The address has an <c>as-of</c> that is no moment.</exception>
    public static Visit From(HttpContext http, DeskFolder desk, LakeState state)
    {
        var visit = new Visit(http, desk, state);
        if (http.Request.Query["lang"].ToString() is var chosen && Words.Languages.Contains(chosen))
        {
            http.Response.Cookies.Append(LanguageCookie, chosen, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                HttpOnly = true,
                Path = "/",
                IsEssential = true,
            });
        }
        return visit;
    }

    /// <summary>A visit whose page can't be given; it reads nothing that could fail again.</summary>
    public static Visit OfProblem(HttpContext http, DeskFolder desk) => new(http, desk, null);

    /// <summary>A value of the address's query; null where it is not there or empty.</summary>
    public string? Ask(string name) => _http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>An address on this site that keeps the language and the vintage of the present one.</summary>
    public string To(string path, params (string Name, string? Value)[] query)
    {
        var all = Carried.Where(c => !query.Any(q => q.Name == c.Name)).Concat(query);
        return QueryHelpers.AddQueryString(path, all.Where(q => q.Value is not null).Select(q => KeyValuePair.Create(q.Name, q.Value)));
    }

    /// <summary>HTML that was made before this visit, with language and vintage in its addresses on this site that have none of their own.</summary>
    public string Kept(string html) => Address().Replace(html, found =>
    {
        var address = WebUtility.HtmlDecode(found.Groups["address"].Value);
        var own = QueryHelpers.ParseQuery(address.Split('#')[0].Split('?') is [_, var query] ? query : "");
        var added = Carried.Where(c => c.Value is not null && !own.ContainsKey(c.Name)).Select(c => KeyValuePair.Create(c.Name, c.Value));
        return $"href=\"{WebUtility.HtmlEncode(QueryHelpers.AddQueryString(address, added))}\"";
    });

    /// <summary>The present address with some of its query changed (or, where null, taken out).</summary>
    public string Here(params (string Name, string? Value)[] changes)
    {
        var kept = _http.Request.Query.Where(q => !changes.Any(c => c.Name == q.Key)).Select(q => (Name: q.Key, Value: (string?)q.Value.ToString()));
        return QueryHelpers.AddQueryString(Path, kept.Concat(changes).Where(q => q.Value is not null).Select(q => KeyValuePair.Create(q.Name, q.Value)));
    }

    /// <summary>The present page in another form: <c>.json</c> or <c>.csv</c>.</summary>
    public string Beside(string extension) =>
        (Path == "/" ? "/index" : Path) + extension + (_http.Request.QueryString.HasValue ? _http.Request.QueryString.Value : "");

    /// <summary>The present address, whole and pinned to what is known now, so that it shows the same for ever.</summary>
    public string Pinned(DateTimeOffset? moment) => Origin + Here(
        ("lang", Words.Language),
        ("as-of", AsOfText ?? moment?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)));

    /// <summary>The economy that part of an address names.</summary>
    /// <exception cref="PageException">No such code.</exception>
    public static Economy Economy(string code) => Economies.TryFind(code, out var economy)
        ? economy
        : throw new PageException(StatusCodes.Status404NotFound, new Phrase("site.error.no-economy", ("code", code)));

    /// <summary>The moment that a request asks for; null is now.</summary>
    /// <exception cref="PageException">The address has an <c>as-of</c> that is no moment.</exception>
    public static DateTimeOffset? MomentOf(HttpRequest request) => request.Query["as-of"].ToString() is { Length: > 0 } text ? Moment(text) : null;

    /// <summary>A moment as addresses have it. A day alone means its end: what was known when it was over.</summary>
    /// <exception cref="PageException">It is none.</exception>
    public static DateTimeOffset Moment(string text) => TryReadMoment(text, out var moment)
        ? moment
        : throw new PageException(StatusCodes.Status400BadRequest, new Phrase("site.error.as-of", ("text", text)));

    private static bool TryReadMoment(string text, out DateTimeOffset moment)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            moment = new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
            return true;
        }
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, utc, out moment);
    }

    /// <summary>The language that the address asks for, else the one chosen before, else the browser's first that Weir speaks.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        foreach (var chosen in new[] { request.Query["lang"].ToString(), request.Cookies[LanguageCookie] })
        {
            if (chosen is not null && Words.Languages.Contains(chosen))
                return chosen;
        }
        return request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(l => Words.Languages.Contains(l)) ?? Words.Languages[0];
    }

    [GeneratedRegex("href=\"(?<address>/[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
