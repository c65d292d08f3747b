using SurrogateEngine.Statistics;

namespace SurrogateEngine.Explain;

/// <summary>Elementary effects of one input: changes of the outputs over its whole range, shape [outputs].</summary>
/// <param name="Input">Its name.</param>
/// <param name="Mean">Mean effect with its sign.</param>
/// <param name="MeanSize">Mean size of effects, mu*: how much the input matters.</param>
/// <param name="Deviation">Standard deviation of effects: large where the input bends the output or works with others.</param>
public sealed record ElementaryEffects(string Input, double[] Mean, double[] MeanSize, double[] Deviation);

/// <summary>
/// Morris' screening (Technometrics 33 (1991) 161, with the mean size of Campolongo, Cariboni &amp; Saltelli, Environ. Model. Softw. 22
/// (2007) 1509): ways through a grid of the ranges that move one input at a time, so that few predictions - ways times (inputs + 1) - tell
/// what matters.
/// </summary>
public static class MorrisScreening
{
    const int Levels = 8;

    /// <summary>Effects of every input.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ways">How many ways.</param>
    /// <param name="seed">Another seed goes other ways.</param>
    public static ElementaryEffects[] Of(IExplainable model, int ways = 64, ulong seed = 1)
    {
        int d = model.Inputs.Count;
        const double step = Levels / (2.0 * (Levels - 1));
        var draws = new RandomStream(seed);
        var rows = new List<double[]>();
        var moves = new List<(int Input, double Step)[]>();
        for (int way = 0; way < ways; way++)
        {
            double[] at = [.. Enumerable.Range(0, d).Select(_ => (int)(draws.Unit() * Levels / 2) / (double)(Levels - 1))];
            bool[] down = [.. Enumerable.Range(0, d).Select(_ => draws.Unit() < 0.5)];
            at = [.. at.Select((value, i) => down[i] ? value + step : value)];
            double[] keys = [.. Enumerable.Range(0, d).Select(_ => draws.Unit())];
            int[] order = [.. Enumerable.Range(0, d).OrderBy(i => keys[i])];
            moves.Add([.. order.Select(i => (i, down[i] ? -step : step))]);
            rows.Add(InputRows.Scaled(model.Inputs, at));
            foreach ((int input, double move) in moves[^1])
            {
                at[input] += move;
                rows.Add(InputRows.Scaled(model.Inputs, at));
            }
        }

        double[][] predicted = model.Predict(rows);
        return [.. model.Inputs.Select((input, i) =>
        {
            double[][] effects = [.. Enumerable.Range(0, ways).Select(way =>
            {
                int place = Array.FindIndex(moves[way], move => move.Input == i), row = way * (d + 1) + place;
                return predicted[row + 1].Zip(predicted[row], (after, before) => (after - before) / moves[way][place].Step).ToArray();
            })];
            double[] Over(Func<double[], double> sum) => [.. model.Outputs.Select((_, o) => sum([.. effects.Select(effect => effect[o])]))];
            return new ElementaryEffects(input.Name, Over(values => values.Average()), Over(values => values.Average(Math.Abs)),
                Over(Description.StandardDeviation));
        })];
    }
}
