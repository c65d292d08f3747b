using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace SurrogateEngine.Cli.Screen;

/// <summary>
/// Where a verb's words go. Results go to standard output; with --json the only thing there is one JSON object on the last line.
/// Progress, remarks and refusals go to standard error.
/// </summary>
public sealed class Terminal
{
    static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteOrNull<double>(), new FiniteOrNull<float>() },
    };

    /// <summary>Erases a terminal's line from the cursor on (ECMA-48, EL).</summary>
    internal const string EraseToEnd = "\u001b[K";

    readonly TextWriter output;
    bool hasResult;

    /// <summary>The terminal of one command line.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="json">Whether the result is wanted as JSON.</param>
    /// <param name="quiet">Whether remarks and progress are unwanted.</param>
    public Terminal(TextWriter output, TextWriter error, bool json, bool quiet)
    {
        this.output = output;
        Json = json;
        Quiet = quiet;
        Error = Screen(error, error == Console.Error && !Console.IsErrorRedirected);
        Out = json ? Error : Screen(output, output == Console.Out && !Console.IsOutputRedirected);
        IsInteractive = !quiet && error == Console.Error && !Console.IsErrorRedirected && Error.Profile.Capabilities.Interactive;
    }

    /// <summary>Whether the result is wanted as JSON.</summary>
    public bool Json { get; }

    /// <summary>Whether remarks and progress are unwanted.</summary>
    public bool Quiet { get; }

    /// <summary>Whether progress bars can be drawn and redrawn.</summary>
    public bool IsInteractive { get; }

    /// <summary>Screen for results a person reads: standard output, or standard error with --json.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Screen for progress, remarks and refusals.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>A line for a person that is part of the result; never wrapped, so that paths can be copied.</summary>
    public void Line(string text = "")
    {
        if (!Json)
            output.WriteLine(text);
        else if (!Quiet)
            Remark(text);
    }

    /// <summary>A remark on the way; not shown with --quiet.</summary>
    public void Remark(string text)
    {
        if (!Quiet)
            Error.Profile.Out.Writer.WriteLine(text);
    }

    /// <summary>The sentence of a refusal or failure; always shown, and with --json also the one object for machines.</summary>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <param name="exitCode">How the program ends.</param>
    public void Refuse(string sentence, int exitCode)
    {
        Result(new { error = new { message = sentence, exit_code = exitCode } });
        if (Error.Profile.Capabilities.Ansi)
            Error.Markup("[red]✗[/] ");
        Error.Profile.Out.Writer.WriteLine(sentence);
    }

    /// <summary>The result for machines: one line, only with --json, and only once. A number that is not finite becomes null.</summary>
    public void Result(object value)
    {
        if (!Json || hasResult)
            return;
        output.WriteLine(JsonSerializer.Serialize(value, JsonOptions));
        hasResult = true;
    }

    static IAnsiConsole Screen(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        // A pipe or file has no width; a table must not be folded there.
        if (!isTerminal)
            screen.Profile.Width = 200;
        return screen;
    }
}
