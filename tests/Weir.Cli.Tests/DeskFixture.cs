namespace Weir.Cli.Tests;

/// <summary>A new desk of <c>weir init</c>, worked on once; for tests that only read it.</summary>
public sealed class DeskFixture : IAsyncLifetime
{
    private readonly Scratch scratch = new();

    public string Desk => scratch.At("desk");

    public string Files { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Files = (await Program.RunAsync("init", Desk)).Expect(0).Out;
        (await Program.RunAsync("up", Desk, "--no-serve")).Expect(0);
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
