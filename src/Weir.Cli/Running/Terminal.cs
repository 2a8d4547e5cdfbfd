using System.CommandLine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Weir.Cli.Running;

/// <summary>In what form a command prints its data.</summary>
internal enum Form
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One CSV table.</summary>
    Csv,
}

/// <summary>Where a command prints: data to <see cref="Out"/>, everything else to standard error.</summary>
internal sealed class Terminal
{
    private const int WidthWherePiped = 120;

    private Terminal(Form form, bool quiet)
    {
        Form = form;
        Quiet = quiet;
    }

    public Form Form { get; }

    public bool Quiet { get; }

    public TextWriter Out => Console.Out;

    /// <summary>How many columns a line has; fixed where nobody looks on, so that piped output is always the same.</summary>
    public int Width { get; } = Console.IsOutputRedirected ? WidthWherePiped : Math.Clamp(WindowWidth(), 60, 160);

    /// <summary>Whether somebody watches standard error, so that a bar that moves makes sense.</summary>
    public bool ShowsProgress => !Quiet && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public static Terminal For(ParseResult parse)
    {
        var json = Has(parse, SharedOptions.Json);
        var csv = Has(parse, SharedOptions.Csv);
        if (json && csv)
            throw new UsageException("--json and --csv exclude each other; give one of them");
        return new Terminal(json ? Form.Json : csv ? Form.Csv : Form.Text, Has(parse, SharedOptions.Quiet));
    }

    /// <summary>Prints a table, without the blanks that would pad its lines.</summary>
    public void Print(IRenderable table)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Width;
        console.Write(table);
        foreach (var line in text.ToString().TrimEnd().TrimStart('\r', '\n').Split('\n'))
            Out.WriteLine(line.TrimEnd());
    }

    /// <summary>Says what is going on; not under <c>--quiet</c>.</summary>
    public void Note(string message)
    {
        if (!Quiet)
            Console.Error.WriteLine(message);
    }

    /// <summary>Says what went wrong, whatever was asked.</summary>
    public void Warn(string message) => Console.Error.WriteLine($"weir: {message}");

    private static bool Has(ParseResult parse, Option<bool> option) => parse.GetResult(option) is not null && parse.GetValue(option);

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return WidthWherePiped;
        }
    }
}
