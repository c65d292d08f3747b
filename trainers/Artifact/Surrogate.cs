namespace SurrogateEngine.Trainers;

/// <summary>A trained network with its transforms: formulations in user units in, curves in user units out.</summary>
public sealed class Surrogate : IDisposable
{
    /// <summary>What it says of itself.</summary>
    public SurrogateCard Card => throw new NotImplementedException();

    /// <summary>The plan it was trained by.</summary>
    public TrainingPlan Plan => throw new NotImplementedException();

    /// <summary>Reads a *.surrogate file.</summary>
    /// <exception cref="SurrogateFileException">Missing, damaged or newer than this software; the message is for a person.</exception>
    public static Surrogate Load(string path) => throw new NotImplementedException();

    /// <summary>Writes a *.surrogate file, by way of a temporary one so that nothing half-written is ever seen. Same surrogate, same bytes.</summary>
    public void Save(string path) => throw new NotImplementedException();

    /// <summary>Predicts the curves of any number of formulations on all cores.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters], in user units.</param>
    /// <param name="count">Number of formulations.</param>
    /// <param name="curves">Receives shape [count, outputs, times]; NaN where a parameter is impossible, such as a logarithmic one that is not above zero.</param>
    /// <exception cref="ArgumentException">A span does not have the size the shapes ask for.</exception>
    public void Predict(ReadOnlySpan<double> parameters, int count, Span<float> curves) => throw new NotImplementedException();

    /// <summary>Predicts the curves of one formulation, shape [outputs, times].</summary>
    public float[] Predict(ReadOnlySpan<double> formulation) => throw new NotImplementedException();

    /// <summary>Whether every parameter of a formulation lies within the range the network was trained on.</summary>
    public bool InRange(ReadOnlySpan<double> formulation) => throw new NotImplementedException();

    /// <summary>Marks which formulations lie within the trained ranges.</summary>
    /// <param name="parameters">Row-major, shape [count, parameters].</param>
    /// <param name="inRange">Receives shape [count].</param>
    public void InRange(ReadOnlySpan<double> parameters, Span<bool> inRange) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
