namespace Weir.Desk.Screening;

/// <summary>Something that several use and the last of them closes. The caller sees to it that no two threads change the number of users at once.</summary>
/// <param name="value">What is used.</param>
internal sealed class ReferenceCounted<T>(T value)
    where T : IDisposable
{
    private int users;

    /// <summary>What is used.</summary>
    public T Value => value;

    /// <summary>One more uses it.</summary>
    public ReferenceCounted<T> Use()
    {
        users++;
        return this;
    }

    /// <summary>One less does; the last closes it.</summary>
    /// <returns>Whether it is closed now.</returns>
    public bool Release()
    {
        if (--users > 0)
            return false;
        value.Dispose();
        return true;
    }
}
