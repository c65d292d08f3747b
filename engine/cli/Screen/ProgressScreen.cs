using Spectre.Console;
using Spectre.Console.Rendering;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Screen;

/// <summary>
/// Shows how far a workflow is: its remarks as lines, each of its stages as a bar on a terminal and as a plain line every few
/// seconds elsewhere. Disposing of it takes away the bar of a stage that was stopped.
/// </summary>
sealed class ProgressScreen(Terminal terminal) : IProgress<WorkflowEvent>, IDisposable
{
    static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    Progress? stage;
    IDisposable? shown;

    /// <inheritdoc/>
    public void Report(WorkflowEvent value)
    {
        switch (value)
        {
            case Remarked remark:
                terminal.Remark(remark.Sentence);
                break;
            case StageBegan began:
                stage = new Progress(began.Title, began.Unit);
                shown = terminal.Quiet ? null : terminal.IsInteractive ? new Bar(terminal.Error, stage) : Lines(terminal, stage);
                break;
            case StageAdvanced at:
                stage?.Report(at.Done, at.Total, at.Note);
                break;
            case StageEnded when stage is { } ended:
                Dispose();
                terminal.Remark(ProgressText.Summary(ended));
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        shown?.Dispose();
        (shown, stage) = (null, null);
    }

    static Timer Lines(Terminal terminal, Progress progress) =>
        new(_ => terminal.Remark(ProgressText.Line(progress)), null, FirstLine, LineEvery);

    /// <summary>A bar that is drawn on a thread of its own until it is disposed of.</summary>
    sealed class Bar : IDisposable
    {
        readonly ManualResetEventSlim over = new();
        readonly Task drawing;

        // Text is drawn by a column of ours because Spectre's own rate columns know nothing of units, notes or resumed work.
        public Bar(IAnsiConsole screen, Progress progress) => drawing = Task.Run(() =>
        {
            ProgressColumn[] columns = [new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new WordsColumn(progress)];
            screen.Progress().AutoClear(true).HideCompleted(false).Columns(columns).Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(progress.Title), maxValue: 1);
                while (!over.Wait(TimeSpan.FromMilliseconds(100)))
                    task.Value = progress.Share;
            });
        });

        public void Dispose()
        {
            over.Set();
            drawing.Wait();
            over.Dispose();
        }
    }

    sealed class WordsColumn(Progress progress) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            string left = progress.Left is { } time ? $"  {NumberText.Duration(time)} left" : "";
            string note = progress.Note.Length == 0 ? "" : $"  {progress.Note}";
            return new Markup(Markup.Escape(
                $"{NumberText.Count(progress.Done)}/{NumberText.Count(progress.Total)} {progress.Unit}  {NumberText.Rate(progress.Rate)}{left}{note}"));
        }
    }
}
