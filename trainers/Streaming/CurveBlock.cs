namespace SurrogateEngine.Trainers;

/// <summary>Some consecutive rows of a source, used again and again so that a stream's memory is bounded.</summary>
sealed class CurveBlock(int rows, CurveSpace space, int slopes = 0)
{
    /// <summary>Number of the block in the stream.</summary>
    public long Number { get; set; } = -1;

    /// <summary>Shape [rows, parameters].</summary>
    public double[] Parameters { get; } = new double[rows * space.Parameters.Count];

    /// <summary>Shape [rows, outputs, times].</summary>
    public float[] Curves { get; } = new float[rows * space.Points];

    /// <summary>Columns of the parameters that <see cref="Slopes"/> are by.</summary>
    public int[] By { get; set; } = [];

    /// <summary>Shape [By.Length, rows, outputs, times]; empty where nobody asks for them.</summary>
    public float[] Slopes { get; } = new float[slopes * rows * space.Points];
}
