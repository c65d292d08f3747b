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
    bool quick;
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
                (stage, quick) = (new Progress(began.Title, began.Unit), began.Quick);
                shown = terminal.Quiet ? null : terminal.IsInteractive ? new Bar(terminal, stage) : Lines(terminal, stage);
                break;
            case StageAdvanced at:
                stage?.Report(at.Done, at.Total, at.Note);
                break;
            case StageEnded when stage is { } ended:
                Dispose();
                if (!quick || ended.Elapsed > FirstLine)
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

    static LineTimer Lines(Terminal terminal, Progress progress) =>
        new(new Timer(_ => terminal.Remark(ProgressText.Line(progress)), null, FirstLine, LineEvery));

    /// <summary>A timer that is over once it is disposed of: a line under way would come after the result, or into a closed
    /// writer.</summary>
    sealed class LineTimer(Timer timer) : IDisposable
    {
        public void Dispose()
        {
            using var over = new ManualResetEvent(false);
            if (timer.Dispose(over))
                over.WaitOne();
        }
    }

    /// <summary>
    /// One line that is drawn again and again until it is disposed of. Its text is ours because it has to fit: a line that wraps cannot be
    /// drawn over.
    /// </summary>
    sealed class Bar : IDisposable
    {
        readonly Terminal terminal;
        readonly Progress progress;
        readonly Timer drawing;
        readonly Lock drawn = new();
        bool over;

        public Bar(Terminal terminal, Progress progress)
        {
            (this.terminal, this.progress) = (terminal, progress);
            drawing = new Timer(_ => Draw(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        }

        void Draw()
        {
            lock (drawn)
            {
                // Room for the ^C that a terminal shows, so that it does not wrap.
                if (!over)
                    terminal.Error.Profile.Out.Writer.Write($"\r{ProgressText.Bar(progress, terminal.Error.Profile.Width - 3)}{Terminal.EraseToEnd}");
            }
        }

        public void Dispose()
        {
            lock (drawn)
            {
                over = true;
                terminal.Error.Profile.Out.Writer.Write($"\r{Terminal.EraseToEnd}");
            }

            drawing.Dispose();
        }
    }
}
