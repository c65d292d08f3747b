using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Predicts curves in blocks of 32 formulations, or of 16 where no more are left, each block from user units to curves
/// before the next one; up to three by themselves take fewer operations one by one. Blocks are shared out among the tensor library's number
/// of threads. Blocks that are not full are
/// filled up with their first formulation.
/// </summary>
sealed unsafe class LanePredictor(LaneNetwork network, InputScaling scaling, OutputTransform transform)
{
    const int Lanes = GemmMicroKernel.Lanes, Block = 2 * Lanes, BlocksOfPart = 32, Part = Block * BlocksOfPart, OneByOne = 3, Line = 64;

    [ThreadStatic]
    static float[]? scratch;

    readonly LaneCurves curvesOf = new(transform);

    /// <summary>A predictor in lanes, or null where network or transforms have no such form or the processor has no vectors of 8
    /// floats.</summary>
    public static LanePredictor? For(nn.Module<Tensor, Tensor> network, InputScaling scaling, OutputTransform transform) =>
        Vector256.IsHardwareAccelerated && LaneCurves.Knows(transform) && (network as IRunsInLanes)?.InLanes() is { } lanes
            ? new(lanes, scaling, transform)
            : null;

    /// <summary>Predicts the curves of <paramref name="count"/> formulations.</summary>
    /// <param name="parameters">Shape [count, parameters].</param>
    /// <param name="count">Formulations.</param>
    /// <param name="curves">Receives shape [count, points].</param>
    /// <param name="wanted">Points that are written; the last layer computes no others.</param>
    public void Run(ReadOnlySpan<double> parameters, int count, Span<float> curves, PointRange wanted)
    {
        fixed (double* from = parameters)
        fixed (float* to = curves)
        {
            int parts = (count + Part - 1) / Part, threads = Math.Min(parts, get_num_threads());
            var (source, target) = ((nint)from, (nint)to);
            if (threads > 1)
                Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads },
                    part => RunPart(part * Part, count, (double*)source, (float*)target, wanted));
            else
                for (int part = 0; part < parts; part++)
                    RunPart(part * Part, count, from, to, wanted);
        }
    }

    void RunPart(int first, int count, double* parameters, float* curves, PointRange wanted)
    {
        int end = Math.Min(count, first + Part), inputs = network.Inputs, points = network.Points;
        fixed (float* memory = Scratch())
        {
            var aligned = (float*)(((nint)memory + Line - 1) & ~(Line - 1));
            for (int row = first; row < end; row += Block)
            {
                int present = Math.Min(Block, end - row), rows = present <= Lanes ? Lanes : Block;
                var formulations = new ReadOnlySpan<double>(parameters + (long)row * inputs, present * inputs);
                Load(formulations, rows, aligned);
                float* found = present <= OneByOne
                    ? Singly(present, aligned, aligned + rows * inputs)
                    : network.Run(rows, aligned, aligned + rows * inputs, wanted.First, wanted.End);
                curvesOf.Invert(found, rows, wanted.First, wanted.End);
                LaneCurves.Write(found, rows, points, present, curves + (long)row * points, wanted.First, wanted.End);
            }
        }
    }

    /// <summary>A few formulations one after the other, put into the lanes of a block of 16.</summary>
    float* Singly(int present, float* inputs, float* found)
    {
        float* input = found + Lanes * network.Points, place = input + (network.Inputs + Lanes - 1) / Lanes * Lanes;
        for (int row = 0; row < present; row++)
        {
            for (int j = 0; j < network.Inputs; j++)
                input[j] = inputs[j * Lanes + row];
            float* points = network.Run(1, input, place);
            for (int j = 0; j < network.Points; j++)
                for (int lane = row; lane < Lanes; lane++)
                    found[j * Lanes + lane] = points[j];
        }

        return found;
    }

    /// <summary>Scaled parameters, shape [inputs, rows].</summary>
    void Load(ReadOnlySpan<double> formulations, int rows, float* lanes)
    {
        int inputs = network.Inputs;
        Span<double> full = stackalloc double[rows * inputs];
        Span<float> scaled = stackalloc float[rows * inputs];
        formulations.CopyTo(full);
        for (int at = formulations.Length; at < full.Length; at += inputs)
            formulations[..inputs].CopyTo(full[at..]);
        scaling.Scale(full, scaled);
        for (int row = 0; row < rows; row++)
            for (int j = 0; j < inputs; j++)
                lanes[j * rows + row] = scaled[row * inputs + j];
    }

    /// <summary>This thread's, large enough for one block.</summary>
    float[] Scratch()
    {
        int size = Block * network.Inputs + network.Scratch(Block) + Line / sizeof(float);
        return scratch is { } own && own.Length >= size ? own : scratch = GC.AllocateArray<float>(size, pinned: true);
    }
}
