using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace Weir.Sources.Downloads;

/// <summary>How to ask a publisher.</summary>
/// <param name="Interval">Time between two questions.</param>
/// <param name="Retries">How often a question is asked again after a fault that may pass.</param>
/// <param name="LongestWait">The longest wait that the publisher may ask for.</param>
/// <param name="Contact">How the publisher can reach whoever asks; null for nobody.</param>
internal sealed record Manners(TimeSpan Interval, int Retries, TimeSpan LongestWait, string? Contact)
{
    /// <summary>How many redirections are followed.</summary>
    public int Redirections { get; init; }

    /// <summary>How answers may be packed.</summary>
    public DecompressionMethods Packed { get; init; }
}

/// <summary>What one attempt at a question came to.</summary>
internal interface IReply
{
    /// <summary>Whether it is a fault that may pass.</summary>
    bool MayPass { get; }

    /// <summary>How long the publisher asks to wait; null where it asks for nothing.</summary>
    TimeSpan? RetryAfter { get; }
}

/// <summary>
/// Asks publishers as a good guest does: says who asks, waits between questions, and asks again after faults that may pass, as late as the publisher says.
/// Safe to use from several threads; questions wait for one another.
/// </summary>
internal sealed class PoliteHttp : IDisposable
{
    private readonly TimeSpan interval;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly ResiliencePipeline retry;
    private readonly SemaphoreSlim turn = new(1);
    private DateTimeOffset nextTurn;

    /// <param name="manners">How to ask.</param>
    /// <param name="clock">Waits.</param>
    public PoliteHttp(Manners manners, TimeProvider clock)
    {
        (interval, this.clock) = (manners.Interval, clock);
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = manners.Redirections > 0,
            MaxAutomaticRedirections = Math.Max(1, manners.Redirections),
            AutomaticDecompression = manners.Packed,
            ConnectTimeout = TimeSpan.FromSeconds(20),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var version = typeof(PoliteHttp).Assembly.GetName().Version ?? new();
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"Weir/{version.ToString(3)} (open-source monitor of dual-use trade)");
        if (manners.Contact is { Length: > 0 } contact)
            http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue($"(contact: {contact.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)})"));
        retry = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Math.Max(1, manners.Retries),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(2),
                MaxDelay = TimeSpan.FromMinutes(1),
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is IReply { MayPass: true } reply && (reply.RetryAfter ?? default) <= manners.LongestWait),
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Result as IReply)?.RetryAfter),
            })
            .Build();
    }

    /// <summary>Makes an attempt, and again while what it comes to may pass.</summary>
    public async Task<TReply> AskAsync<TReply>(Func<CancellationToken, Task<TReply>> attempt, CancellationToken cancellation)
        where TReply : IReply =>
        await retry.ExecuteAsync(async token => await attempt(token), cancellation);

    /// <summary>Waits until the next question may be asked.</summary>
    public async Task WaitForTurnAsync(CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var wait = nextTurn - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellation);
            nextTurn = clock.GetUtcNow() + interval;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Sends a question; the answer is there once its head is.</summary>
    /// <exception cref="HttpRequestException">Nobody could be reached.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    /// <summary>Receives the next bytes of an answer; 0 at its end.</summary>
    /// <exception cref="BrokenTransferException">It broke off. A connection that is reset gives a plain <see cref="IOException"/>, and that could be one of the disk as well.</exception>
    public static async Task<int> ReceiveAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation);
        }
        catch (IOException e)
        {
            throw new BrokenTransferException(e);
        }
    }

    /// <summary>How long an answer asks to wait in its head; null where it does not say.</summary>
    public TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - clock.GetUtcNow()) : null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        turn.Dispose();
    }
}

/// <summary>An answer that broke off.</summary>
internal sealed class BrokenTransferException(IOException inner) : Exception(inner.Message, inner);
