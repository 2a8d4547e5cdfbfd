namespace Weir.Screening.Names;

/// <summary>Chinese characters read in Chinese, Korean and Japanese.</summary>
internal static class HanReadings
{
    /// <summary>The words as they are, and each other way to read them.</summary>
    public static IReadOnlyList<IReadOnlyList<NameWord>> Of(IReadOnlyList<NameWord> words, NameBearer bearer) => [words];
}
