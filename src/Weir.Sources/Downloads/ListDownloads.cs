using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Weir.Sources.Text;

namespace Weir.Sources.Downloads;

/// <summary>How to download.</summary>
/// <param name="Folder">Where files go until they are kept; a download that broke off is found there again.</param>
public sealed record DownloadOptions(string Folder)
{
    /// <summary>Time between two questions.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a question is asked again after a fault that may pass.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>How long nothing may come before an attempt is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The longest wait that a publisher may ask for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of a file at most.</summary>
    public long Largest { get; init; } = 16L << 30;

    /// <summary>How the publisher can reach whoever runs this; null for nobody.</summary>
    public string? Contact { get; init; }
}

/// <summary>What came of a download.</summary>
/// <param name="File">The file, whole; null where there is none.</param>
/// <param name="Error">Why there is none, in a sentence; null where the publisher says that nothing has changed.</param>
public sealed record Download(string? File, string? Error)
{
    /// <summary>The server's entity tag, for conditional requests.</summary>
    public string? ETag { get; init; }

    /// <summary>The server's date of last change.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Whether what was had before is still what the publisher has.</summary>
    public bool IsUnchanged => File is null && Error is null;
}

/// <summary>
/// Gets files from publishers: says who asks, waits between questions, asks only for what has changed, asks again after faults that may pass, and goes on
/// where a transfer broke off. A file is given only whole; web pages in place of data are none.
/// </summary>
public sealed class ListDownloads : IDisposable
{
    private readonly DownloadOptions options;
    private readonly PoliteHttp http;

    /// <param name="options">How to download.</param>
    /// <param name="clock">Waits.</param>
    public ListDownloads(DownloadOptions options, TimeProvider clock)
    {
        this.options = options;
        // Packed transfers can't be gone on with byte by byte, so none is asked for.
        http = new(new(options.Interval, options.Retries, options.LongestWait, options.Contact) { Redirections = 5 }, clock);
    }

    /// <summary>Downloads a file, where it is not what was had before.</summary>
    /// <param name="address">Where.</param>
    /// <param name="etag">The entity tag of what was had; null where nothing was.</param>
    /// <param name="lastModified">The date of what was had.</param>
    /// <param name="cancellation">Stops it; what came until then is gone on with the next time.</param>
    public async Task<Download> GetAsync(Uri address, string? etag, DateTimeOffset? lastModified, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.Folder);
        var part = new PartFile(Path.Combine(options.Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToString())))[..24] + ".part"));
        var reply = await http.AskAsync(token => AskAsync(address, part, etag, lastModified, token), cancellation);
        return reply.Download;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<Reply> AskAsync(Uri address, PartFile part, string? etag, DateTimeOffset? lastModified, CancellationToken cancellation)
    {
        await http.WaitForTurnAsync(cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (part.Validator is { } validator && part.Length > 0)
            {
                request.Headers.Range = new RangeHeaderValue(part.Length, null);
                request.Headers.TryAddWithoutValidation("If-Range", validator);
            }
            else
            {
                if (etag is not null && EntityTagHeaderValue.TryParse(etag, out var tag))
                    request.Headers.IfNoneMatch.Add(tag);
                request.Headers.IfModifiedSince = lastModified;
            }
            using var response = await http.SendAsync(request, limit.Token);
            return await TakeAsync(address, response, part, limit, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Passing($"{address.Host} sent nothing for {options.Patience.TotalSeconds:0.#} seconds; try again later");
        }
        catch (HttpRequestException e)
        {
            return Passing($"{address.Host} could not be reached, or broke off ({e.HttpRequestError}: {e.Message}); check the connection and try again");
        }
        catch (BrokenTransferException e)
        {
            return Passing($"{address} broke off after {part.Length:N0} bytes ({e.Message}); try again, and it goes on from there");
        }
    }

    private async Task<Reply> TakeAsync(Uri address, HttpResponseMessage response, PartFile part, CancellationTokenSource limit, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        switch (status)
        {
            case 304:
                return new(new(null, null), MayPass: false);
            case 416:
                part.Drop();
                return Passing($"{address} is not what it was when its download broke off; try again");
            case 206 when response.Content.Headers.ContentRange?.From == part.Length:
                break;
            case 200 or 206:
                part.Drop();
                if (status == 206)
                    return Passing($"{address} gave another part than was asked for; try again");
                break;
            default:
                var wait = http.RetryAfter(response);
                var failed = new Download(null, $"{address} answered HTTP {status}{(wait is null ? "" : $" and asks to come back in {wait.Value.TotalSeconds:0} seconds")}; what the lake has stays as it is");
                return new(failed, MayPass: status is 408 or 425 or 429 or >= 500) { RetryAfter = wait };
        }
        var (etag, lastModified) = (response.Headers.ETag, response.Content.Headers.LastModified);
        part.Validator = etag is { IsWeak: false } ? etag.ToString() : lastModified?.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var expected = response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength;
        await using (var body = await response.Content.ReadAsStreamAsync(limit.Token))
        await using (var file = part.Append())
        {
            var buffer = new byte[1 << 16];
            while (await PoliteHttp.ReceiveAsync(body, buffer, limit.Token) is > 0 and var read)
            {
                limit.CancelAfter(options.Patience);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                if (file.Length > options.Largest)
                    return new(new(null, $"{address} is larger than {options.Largest:N0} bytes, which is the limit"), MayPass: false);
            }
        }
        if (expected is { } length && part.Length != length)
            return Passing($"{address} gave {part.Length:N0} bytes of {length:N0}; try again, and it goes on from there");
        if (await WebPageAsync(part.Path, cancellation) is { } page)
        {
            part.Drop();
            return Passing($"{address} gave {page} in place of data; look at it in a browser, or try again later");
        }
        return new(new(part.Finish(), null) { ETag = etag?.ToString(), LastModified = lastModified }, MayPass: false);
    }

    private static async Task<string?> WebPageAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        var head = await PrefixedStream.ReadHeadAsync(stream, 4096, cancellation);
        return ReceivedText.WrongContent(TextEncodings.Decode(head.Span)) is { } found && (found.Contains("web page", StringComparison.Ordinal) || found == "blank") ? found : null;
    }

    private static Reply Passing(string error) => new(new(null, error), MayPass: true);

    private sealed record Reply(Download Download, bool MayPass) : IReply
    {
        public TimeSpan? RetryAfter { get; init; }
    }
}
