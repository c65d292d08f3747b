using SurrogateEngine.Trainers;

namespace SurrogateEngine.Baselines.Trees;

/// <summary>Curves as a table with a row for each time of each curve: the parameters, the time, the output if there are several.</summary>
sealed class CurveRows(CurveSpace space)
{
    readonly int inputs = space.Parameters.Count, times = space.Times.Count;

    /// <summary>Features of a row.</summary>
    public int Columns => inputs + (space.Outputs.Count > 1 ? 2 : 1);

    /// <summary>The table of formulations, shape [count * points, Columns]. Trees ask only what is larger, so nothing needs
    /// scaling.</summary>
    public float[] Of(ReadOnlySpan<double> parameters)
    {
        int count = parameters.Length / inputs;
        var table = new float[count * space.Points * Columns];
        var formulation = new float[inputs];
        for (int row = 0; row < count * space.Points; row++)
        {
            int point = row % space.Points;
            if (point == 0)
                for (int j = 0; j < inputs; j++)
                    formulation[j] = (float)parameters[row / space.Points * inputs + j];
            Span<float> to = table.AsSpan(row * Columns, Columns);
            formulation.CopyTo(to);
            to[inputs] = (float)space.Times[point % times];
            if (space.Outputs.Count > 1)
                to[inputs + 1] = point / times;
        }

        return table;
    }
}
