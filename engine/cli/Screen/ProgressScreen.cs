using Spectre.Console;
using Spectre.Console.Rendering;

namespace SurrogateEngine.Cli.Screen;

/// <summary>Shows <see cref="Progress"/> while work runs: a bar on a terminal, a plain line every few seconds elsewhere.</summary>
static class ProgressScreen
{
    static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Runs <paramref name="work"/> and shows how far it is; says in one line what it did.</summary>
    public static T Run<T>(Terminal terminal, string title, string unit, Func<Progress, T> work)
    {
        var progress = new Progress(title, unit);
        T result = terminal.Quiet ? work(progress)
            : terminal.IsInteractive ? WithBar(terminal, progress, work)
            : WithLines(terminal, progress, work);
        terminal.Remark(ProgressText.Summary(progress));
        return result;
    }

    static T WithLines<T>(Terminal terminal, Progress progress, Func<Progress, T> work)
    {
        using var timer = new Timer(_ => terminal.Remark(ProgressText.Line(progress)), null, FirstLine, LineEvery);
        return work(progress);
    }

    static T WithBar<T>(Terminal terminal, Progress progress, Func<Progress, T> work)
    {
        // Text is drawn by a column of ours because Spectre's own rate columns know nothing of units, notes or resumed work.
        ProgressColumn[] columns = [new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new WordsColumn(progress)];
        return terminal.Error.Progress().AutoClear(true).HideCompleted(false).Columns(columns).Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(progress.Title), maxValue: 1);
            using var timer = new Timer(_ => task.Value = progress.Share, null, 0, 100);
            return work(progress);
        });
    }

    sealed class WordsColumn(Progress progress) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            string left = progress.Left is { } time ? $"  {ProgressText.Duration(time)} left" : "";
            string note = progress.Note.Length == 0 ? "" : $"  {progress.Note}";
            return new Markup(Markup.Escape(
                $"{ProgressText.Count(progress.Done)}/{ProgressText.Count(progress.Total)} {progress.Unit}  {ProgressText.Rate(progress.Rate)}{left}{note}"));
        }
    }
}
