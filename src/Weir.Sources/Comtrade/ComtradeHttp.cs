using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Weir.Sources.Downloads;
using Weir.Sources.Text;

namespace Weir.Sources.Comtrade;

/// <summary>Asks one address: politely, again after passing faults, saving the bytes as received.</summary>
internal sealed partial class ComtradeHttp : IDisposable
{
    private const string KeyHeader = "Ocp-Apim-Subscription-Key";
    private readonly ComtradeOptions options;
    private readonly TimeProvider clock;
    private readonly PoliteHttp http;

    /// <exception cref="ArgumentException">The key would go over the wire unencrypted.</exception>
    public ComtradeHttp(ComtradeOptions options, TimeProvider clock)
    {
        if (!options.IsPreview && options.BaseAddress.Scheme != Uri.UriSchemeHttps && !options.BaseAddress.IsLoopback)
            throw new ArgumentException($"the subscription key is only sent over https, and {options.BaseAddress} is not", nameof(options));
        (this.options, this.clock) = (options, clock);
        // No redirection is followed: the key is meant for one host.
        http = new(
            new(options.Interval ?? TimeSpan.FromSeconds(options.IsPreview ? 6 : 1), options.Retries, options.LongestWait, options.Contact) { Packed = DecompressionMethods.All }, clock);
    }

    /// <summary>Asks an address.</summary>
    /// <param name="address">Without a key.</param>
    /// <param name="rows">Whether the answer must be rows of trade; else it may be any JSON with the array <c>data</c>.</param>
    /// <param name="kept">What is there already, to ask conditionally.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<Reply> AskAsync(Uri address, bool rows, KeptAnswer? kept, CancellationToken cancellation) =>
        http.AskAsync(token => AskOnceAsync(address, rows, kept, token), cancellation);

    public void Dispose() => http.Dispose();

    private async Task<Reply> AskOnceAsync(Uri address, bool rows, KeptAnswer? kept, CancellationToken cancellation)
    {
        await http.WaitForTurnAsync(cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.AttemptTimeout);
        Directory.CreateDirectory(options.Folder);
        var file = Path.Combine(options.Folder, $"comtrade-{Guid.NewGuid():n}.json");
        var keep = false;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (!options.IsPreview)
                request.Headers.TryAddWithoutValidation(KeyHeader, options.SubscriptionKey);
            if (kept?.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out var entityTag))
                request.Headers.IfNoneMatch.Add(entityTag);
            request.Headers.IfModifiedSince = kept?.LastModified;
            using var response = await http.SendAsync(request, limit.Token);
            if (response.StatusCode == HttpStatusCode.NotModified)
                return new(ReplyKind.NotModified);
            if (!await SaveAsync(response, file, limit.Token))
                return new(ReplyKind.Failed, $"UN Comtrade's answer is larger than {options.LargestAnswer:N0} bytes, which is the limit; ask for less");
            var reply = await JudgeAsync(response, file, rows, limit.Token);
            keep = reply.Kind == ReplyKind.Answered;
            return reply;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(ReplyKind.Passing, $"UN Comtrade did not answer within {options.AttemptTimeout.TotalSeconds:0.#} seconds; try again later");
        }
        catch (HttpRequestException e)
        {
            return new(ReplyKind.Passing, $"{address.Host} could not be reached ({e.HttpRequestError}: {e.Message}); check the connection and try again");
        }
        catch (BrokenTransferException e)
        {
            return new(ReplyKind.Passing, $"UN Comtrade's answer broke off ({e.Message}); try again later");
        }
        finally
        {
            if (!keep)
                File.Delete(file);
        }
    }

    private async Task<bool> SaveAsync(HttpResponseMessage response, string file, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        await using var saved = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var buffer = new byte[1 << 16];
        for (var total = 0L; ;)
        {
            var read = await PoliteHttp.ReceiveAsync(body, buffer, cancellation);
            if (read == 0)
                return true;
            total += read;
            if (total > options.LargestAnswer)
                return false;
            await saved.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }

    private async Task<Reply> JudgeAsync(HttpResponseMessage response, string file, bool rows, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (status == 200)
        {
            try
            {
                return await ComtradeAnswers.ReadAsync(file, rows, cancellation) with
                {
                    ETag = response.Headers.ETag?.ToString(),
                    LastModified = response.Content.Headers.LastModified,
                    ReceivedAt = clock.GetUtcNow(),
                };
            }
            catch (SourceFormatException)
            {
                // Errors come as text, as JSON without data, or as a page, with status 200 too.
            }
        }
        var said = await BeginningOfAsync(file, cancellation);
        if (status == 414 || said.Contains("URL Too Long", StringComparison.OrdinalIgnoreCase))
            return new(ReplyKind.TooLong, "UN Comtrade says that the address is too long");
        if (status is 401 or 403 && !options.IsPreview && !said.Contains("rate", StringComparison.OrdinalIgnoreCase))
            return new(ReplyKind.Failed, $"UN Comtrade refused the subscription key (HTTP {status}: \"{said}\"); check WEIR_COMTRADE_KEY, or unset it to ask the open preview");
        if (status is 200 or 403 or 408 or 425 or 429 or >= 500)
        {
            var wait = RetryAfter(response, said);
            return new(ReplyKind.Passing, $"UN Comtrade answered HTTP {status}: \"{said}\"" + (wait is null ? "; try again later" : $"; it asks to come back in {wait.Value.TotalSeconds:0} seconds")) { RetryAfter = wait };
        }
        return new(ReplyKind.Failed, $"UN Comtrade refused the question (HTTP {status}: \"{said}\")");
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response, string said)
    {
        if (http.RetryAfter(response) is { } wait)
            return wait;
        var match = TryAgainIn().Match(said);
        return match.Success ? TimeSpan.FromSeconds(int.Parse(match.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture)) : null;
    }

    private static async Task<string> BeginningOfAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        var head = await PrefixedStream.ReadHeadAsync(stream, 4096, cancellation);
        var text = TextEncodings.Decode(head.Span);
        return ReceivedText.WrongContent(text) ?? ReceivedText.Quote(text);
    }

    [GeneratedRegex(@"try again in (?<seconds>\d{1,6}) second", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TryAgainIn();
}

/// <summary>What kind of reply came.</summary>
internal enum ReplyKind
{
    /// <summary>An answer, saved.</summary>
    Answered,

    /// <summary>What is there has not changed.</summary>
    NotModified,

    /// <summary>The address is too long for the server.</summary>
    TooLong,

    /// <summary>A fault that may pass.</summary>
    Passing,

    /// <summary>A fault that will not.</summary>
    Failed,
}

/// <summary>One reply.</summary>
internal sealed record Reply(ReplyKind Kind, string? Message = null) : IReply
{
    public bool MayPass => Kind == ReplyKind.Passing;

    public string? File { get; init; }

    public long Rows { get; init; }

    public IReadOnlySet<string> Periods { get; init; } = new HashSet<string>();

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
