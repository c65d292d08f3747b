using System.Globalization;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Ensemble;

/// <summary>Curves of some formulations as CSV, in the columns of the reference files: id, parameters, outputs.</summary>
static class CurveFile
{
    const int Chunk = 4096;

    /// <summary>Writes by way of a temporary file beside it, so that nothing half-written is ever seen.</summary>
    public static void Write(string path, ProblemSolver solver, long first, int count)
    {
        string temporary = path + ".part";
        try
        {
            using (var output = new StreamWriter(temporary))
            {
                output.WriteLine(Header(solver));
                for (int done = 0; done < count; done += Chunk)
                    WriteChunk(output, solver, first + done, Math.Min(Chunk, count - done));
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    static string Header(ProblemSolver solver) => string.Join(",",
        solver.Problem.Model.Parameters.Select(parameter => parameter.Name).Prepend("id")
            .Concat(solver.Problem.Model.Outputs.SelectMany(output => Enumerable.Range(0, solver.Problem.Times.Count)
                .Select(j => $"{output.Name}_{j}"))));

    static void WriteChunk(StreamWriter output, ProblemSolver solver, long first, int count)
    {
        double[] parameters = solver.Problem.Parameters(first, count);
        var outcomes = new Outcome[count];
        if (solver.Wide)
        {
            var curves = new double[count * solver.Problem.CurveLength];
            solver.Solve(parameters, curves, outcomes);
            WriteRows(output, solver, first, parameters, curves, value => value.ToString("R", CultureInfo.InvariantCulture));
        }
        else
        {
            var curves = new float[count * solver.Problem.CurveLength];
            solver.Solve(parameters, curves, outcomes);
            WriteRows(output, solver, first, parameters, curves, value => value.ToString("G9", CultureInfo.InvariantCulture));
        }
    }

    static void WriteRows<T>(StreamWriter output, ProblemSolver solver, long first, double[] parameters, T[] curves, Func<T, string> text)
    {
        int columns = solver.Problem.Model.Parameters.Count, length = solver.Problem.CurveLength;
        for (int row = 0; row < parameters.Length / columns; row++)
        {
            var given = parameters.Skip(row * columns).Take(columns).Select(value => value.ToString("R", CultureInfo.InvariantCulture));
            var computed = curves.Skip(row * length).Take(length).Select(text);
            output.WriteLine(string.Join(",", [(first + row).ToString(CultureInfo.InvariantCulture), .. given, .. computed]));
        }
    }
}
