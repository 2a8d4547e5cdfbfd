namespace Weir.Sources.Comtrade;

/// <summary>How to talk to UN Comtrade.</summary>
public sealed class ComtradeOptions
{
    /// <summary>The publisher's address.</summary>
    public static readonly Uri Publisher = new("https://comtradeapi.un.org/");

    /// <summary>The address to ask; another one for tests and mirrors.</summary>
    public Uri BaseAddress { get; init; } = Publisher;

    /// <summary>The subscription key; null to ask the open preview. It goes into one header and nowhere else.</summary>
    public string? SubscriptionKey { get; init; }

    /// <summary>The folder that answers are written into as they are received.</summary>
    public required string Folder { get; init; }

    /// <summary>Time between two questions; null for 6 seconds without a key (ten a minute) and 1 second with one.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How often a question is asked again after a passing fault.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>How long one attempt may take, until the last byte of its answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The longest wait that the publisher may ask for; where it asks for more, the question fails and says when to come back.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes of one answer at most.</summary>
    public long LargestAnswer { get; init; } = 1L << 30;

    /// <summary>Rows at which an answer with a key is cut; without a key it is 500.</summary>
    public int KeyedRowLimit { get; init; } = 100_000;

    /// <summary>An answer that was kept so lately is not asked for again.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A contact (an address of mail or web) to add to the user agent, so that the publisher can reach whoever asks; may be null.</summary>
    public string? Contact { get; init; }

    internal bool IsPreview => string.IsNullOrEmpty(SubscriptionKey);

    internal int RowLimit => IsPreview ? ComtradeSource.PreviewLimit : KeyedRowLimit;
}
