using System.Collections.Concurrent;

namespace Weir.Desk;

/// <summary>Answers that stay true as long as the lake stays as it is. Safe to use from several threads.</summary>
/// <typeparam name="T">What is remembered.</typeparam>
internal sealed class Remembered<T>
{
    // Old vintages are asked for one after the other; nobody needs many of them at once.
    private const int Most = 64;
    private readonly ConcurrentDictionary<string, T> answers = new(StringComparer.Ordinal);
    private string stamp = "";

    /// <summary>The answer to a question, computed where the lake has changed since.</summary>
    /// <param name="lake">Tells one state of the lake from another.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="compute">Computes the answer; a failure is not remembered.</param>
    public async Task<T> GetAsync(string lake, string question, Func<Task<T>> compute)
    {
        if (Interlocked.Exchange(ref stamp, lake) != lake || answers.Count >= Most)
            answers.Clear();
        var key = $"{lake}|{question}";
        if (answers.TryGetValue(key, out var known))
            return known;
        var answer = await compute();
        answers[key] = answer;
        return answer;
    }
}
