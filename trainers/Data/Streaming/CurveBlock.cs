using System.Numerics.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Some consecutive rows of a source, used again and again so that a stream's memory is bounded. The curves lie in a tensor, of
/// which batches are parts: nothing is copied between the simulation and a training on the host, and once on the way to a device.
/// </summary>
sealed class CurveBlock : IDisposable
{
    readonly TensorMemory memory;
    readonly int points;

    /// <param name="rows">Rows of the block.</param>
    /// <param name="space">What they mean.</param>
    /// <param name="sensitivities">Parameters by which it brings derivatives.</param>
    /// <param name="device">Where the rows will be learned.</param>
    public CurveBlock(int rows, CurveSpace space, int sensitivities, Device device)
    {
        points = space.Points;
        memory = new(StagedRows.Memory(rows, points, device));
        Parameters = new double[rows * space.Parameters.Count];
        Learned = new float[rows];
        Sensitivities = new float[sensitivities * rows * points];
    }

    /// <summary>Number of the block in the stream.</summary>
    public long Number { get; set; } = -1;

    /// <summary>Shape [rows, parameters].</summary>
    public double[] Parameters { get; }

    /// <summary>Memory of <see cref="CurveTensor"/>, shape [rows, outputs, times].</summary>
    public Memory<float> Curves => memory.Memory;

    /// <summary>The curves, shape [rows, outputs * times], on the host.</summary>
    public Tensor CurveTensor => memory.Tensor;

    /// <summary>1 for a row whose trajectory reached its end, 0 for one that weighs nothing; shape [rows].</summary>
    public float[] Learned { get; }

    /// <summary>Columns of the parameters that <see cref="Sensitivities"/> are by.</summary>
    public int[] By { get; set; } = [];

    /// <summary>Shape [By.Length, rows, outputs, times]; empty where nobody asks for them.</summary>
    public float[] Sensitivities { get; }

    /// <summary>Puts the curves of failed trajectories in order: a curve of one half is one that every transform can carry.</summary>
    public void LeaveOutFailures()
    {
        for (int row = 0; row < Learned.Length; row++)
        {
            Span<float> curve = Curves.Span.Slice(row * points, points);
            bool finished = TensorPrimitives.IsFiniteAll<float>(curve);
            Learned[row] = finished ? 1 : 0;
            if (!finished)
                curve.Fill(0.5f);
        }
    }

    public void Dispose() => ((IDisposable)memory).Dispose();
}
