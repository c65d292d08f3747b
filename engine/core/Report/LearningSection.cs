using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>How the training went.</summary>
static class LearningSection
{
    public static string Of(LearningCurve? learning)
    {
        if (learning is null || learning.Epochs.Length == 0)
            return "";
        double last = learning.Epochs[^1];
        int best = Enumerable.Range(0, learning.Epochs.Length)
            .MinBy(e => double.IsNaN(learning.ValidationRelL2[e]) ? double.PositiveInfinity : learning.ValidationRelL2[e]);
        return Html.Section("learning", "How it learned",
            $"{Numbers.Count((long)last)} epochs; the weights kept are those of epoch {Numbers.Count((long)learning.Epochs[best])}, where the error over the validation curves was lowest.",
            Html.Row("triple",
                (Curve("Error over the validation curves", "mean relative L2 error (%)", learning.Epochs,
                    [.. learning.ValidationRelL2.Select(v => 100 * v)], learning.Epochs[best], Tone.Blue, " %"), "validation"),
                (Curve("Training loss", "mean loss of the epoch", learning.Epochs, learning.Loss, double.NaN, Tone.Green), "loss"),
                (Curve("Learning rate", "learning rate of the last step", learning.Epochs, learning.LearningRate, double.NaN, Tone.Purple), "rate")));
    }

    static Chart Curve(string title, string label, double[] epochs, double[] values, double best, Tone tone, string unit = "")
    {
        var marks = new List<Mark> { new LineMark("", tone, epochs, values) };
        if (double.IsFinite(best))
            marks.Add(new RuleMark($"kept: epoch {Numbers.Count((long)best)}", Tone.Orange, best));
        double[] finite = [.. values.Where(double.IsFinite)];
        return new Chart
        {
            Title = title,
            Description = finite.Length == 0 ? "Nothing was recorded."
            : $"From {Numbers.Show(finite[0])}{unit} after the first epoch to {Numbers.Show(finite[^1])}{unit} after the last.",
            X = Axis.Linear("epoch", Math.Min(1, epochs[0]), Math.Max(epochs[^1], epochs[0] + 1)),
            Y = Axis.LogAround(label, values),
            Marks = marks,
            Width = 360,
            Height = 270,
        };
    }
}
