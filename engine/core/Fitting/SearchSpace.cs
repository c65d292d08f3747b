using System.Numerics.Tensors;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>The unit cube of the parameters that are searched, and the way from a point of it to a formulation.</summary>
sealed class SearchSpace
{
    /// <summary>Points of <see cref="ToFormulations"/>.</summary>
    public const int MostAtOnce = 512;

    const int Vector = 16;

    readonly Parameter[] parameters;
    readonly double[] formulation;

    /// <exception cref="RefusedException">A fixed parameter has no such name or lies outside what the predictor knows.</exception>
    public SearchSpace(IReadOnlyList<Parameter> parameters, IReadOnlyDictionary<string, double> fixedValues)
    {
        this.parameters = [.. parameters];
        formulation = [.. parameters.Select(parameter => parameter.Low)];
        var free = Enumerable.Range(0, parameters.Count).Where(p => parameters[p].Low < parameters[p].High).ToList();
        foreach (var (name, value) in fixedValues)
        {
            int p = Array.FindIndex(this.parameters, parameter => parameter.Name == name);
            if (p < 0)
                throw FitRefusals.UnknownParameter(name, parameters);
            if (!CurveSpace.Holds(parameters[p], value))
                throw FitRefusals.FixedOutside(parameters[p], value);
            formulation[p] = Math.Clamp(value, parameters[p].Low, parameters[p].High);
            free.Remove(p);
        }
        Free = [.. free];
    }

    /// <summary>Indices of the searched parameters.</summary>
    public int[] Free { get; }

    /// <summary>Writes the formulation at a point of the cube, shape [Free], into <paramref name="row"/>, shape [parameters].</summary>
    public void ToFormulation(ReadOnlySpan<double> point, Span<double> row)
    {
        formulation.CopyTo(row);
        for (int j = 0; j < Free.Length; j++)
        {
            var parameter = parameters[Free[j]];
            row[Free[j]] = Math.Clamp(parameter.At(point[j]), parameter.Low, parameter.High);
        }
    }

    /// <summary>Writes the formulations at many points, powers in vectors: to the last digits or so those of the single ones, and each
    /// the same whatever stands beside it.</summary>
    /// <param name="points">Shape [count, stride], coordinates [Free] first.</param>
    /// <param name="stride">Numbers from one point to the next.</param>
    /// <param name="count">Points, at most <see cref="MostAtOnce"/>.</param>
    /// <param name="rows">Receives shape [count, parameters].</param>
    public void ToFormulations(ReadOnlySpan<double> points, int stride, int count, Span<double> rows)
    {
        Span<double> column = stackalloc double[MostAtOnce];
        // Whole vectors, because a vector's exponential and a scalar's may differ in the last bit.
        int padded = (count + Vector - 1) / Vector * Vector, width = parameters.Length;
        for (int i = 0; i < count; i++)
            formulation.CopyTo(rows[(i * width)..]);
        for (int j = 0; j < Free.Length; j++)
        {
            Parameter parameter = parameters[Free[j]];
            bool isLog = parameter.Scale == Scale.Log;
            double from = isLog ? 0 : parameter.Low;
            double span = isLog ? Math.Log(parameter.High / parameter.Low) : parameter.High - parameter.Low;
            column[count..padded].Clear();
            for (int i = 0; i < count; i++)
                column[i] = from + span * points[i * stride + j];
            if (isLog)
                TensorPrimitives.Exp(column[..padded], column[..padded]);
            double scale = isLog ? parameter.Low : 1;
            for (int i = 0; i < count; i++)
                rows[i * width + Free[j]] = Math.Clamp(scale * column[i], parameter.Low, parameter.High);
        }
    }

    /// <summary>Derivative of a searched parameter by its coordinate, there.</summary>
    /// <param name="coordinate">Where, 0 to 1.</param>
    /// <param name="j">Which, an index of <see cref="Free"/>.</param>
    public double Derivative(double coordinate, int j) => Derivative(parameters[Free[j]], coordinate);

    /// <summary>Derivative of a parameter by its coordinate.</summary>
    public static double Derivative(Parameter parameter, double coordinate) => parameter.Scale == Scale.Log
        ? parameter.At(coordinate) * Math.Log(parameter.High / parameter.Low)
        : parameter.High - parameter.Low;

    /// <summary>The coordinate of a point whose value is multiplied.</summary>
    public double Scaled(ReadOnlySpan<double> point, int coordinate, double factor)
    {
        Parameter parameter = parameters[Free[coordinate]];
        return parameter.Scale == Scale.Log
            ? point[coordinate] + Math.Log(Math.Max(factor, 1e-9)) / Math.Log(parameter.High / parameter.Low)
            : point[coordinate] + (factor - 1) * parameter.At(point[coordinate]) / (parameter.High - parameter.Low);
    }

    /// <summary>The formulation at a point of the cube.</summary>
    public double[] ToFormulation(ReadOnlySpan<double> point)
    {
        double[] row = new double[parameters.Length];
        ToFormulation(point, row);
        return row;
    }
}
