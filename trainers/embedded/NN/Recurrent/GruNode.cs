using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>
/// All steps of one layer of a GRU in one direction as one operation, with one backward. Where backward itself is
/// recorded, the steps are done again in plain operations, whose graph has derivatives of every order.
/// </summary>
internal sealed unsafe class GruNode : Node
{
    private const int Driven = 0;
    private const int Start = 1;
    private const int Weight = 2;
    private const int Bias = 3;

    private readonly bool backwards;
    private TensorImpl? cells;

    private GruNode(Tensor driven, Tensor start, Tensor weight, Tensor? bias, bool backwards, TensorImpl cells) : base(bias is null ? 3 : 4)
    {
        (this.backwards, this.cells) = (backwards, cells);
        Tensor?[] inputs = [driven, start, weight, bias];
        for (var i = 0; i < Inputs; i++)
        {
            Connect(i, inputs[i]!.Impl);
            Save(i, inputs[i]!.Impl);
        }
    }

    /// <summary>The states after every time; arguments as those of <see cref="GruSteps.Run"/>.</summary>
    internal static Tensor Forward(Tensor driven, Tensor start, Tensor weight, Tensor? bias, bool backwards)
    {
        nn.functional.RequireMatching(start, weight, bias);
        if (driven.dtype != weight.dtype) throw new InvalidOperationException($"The weights of inputs ({driven.dtype}) and of states ({weight.dtype}) must have the same type.");
        var recorded = Graph.Records(driven, start) || LinearNode.Records(start, weight, bias);
        long times = driven.size(0), batch = driven.size(1), hidden = start.size(1);
        var states = TensorImpl.Empty([times, batch, hidden], driven.dtype);
        var cells = recorded ? TensorImpl.Empty([times, batch, GruCell.Kept * hidden], driven.dtype) : null;
        if (driven.dtype == ScalarType.Float32) Scan<float>(driven.Impl, start.Impl, weight.Impl, bias?.Impl, backwards, states, cells);
        else Scan<double>(driven.Impl, start.Impl, weight.Impl, bias?.Impl, backwards, states, cells);
        if (recorded) states.SetProducer(new GruNode(driven, start, weight, bias, backwards, cells!));
        return new Tensor(states);
    }

    internal override void ReleaseSaved()
    {
        base.ReleaseSaved();
        cells?.Release();
        cells = null;
    }

    internal override void Backward(Tensor gradient, Backprop run)
    {
        if (run.CreateGraph)
        {
            BackwardRecorded(gradient, run);
            return;
        }
        TensorImpl driven = SavedImpl(Driven), weight = SavedImpl(Weight);
        var toDriven = TensorImpl.Empty(driven.Layout, driven.Type, contiguous: true);
        var toRecalled = TensorImpl.Empty(driven.Layout, driven.Type, contiguous: true);
        var toStart = Fills.Zeros(Layout.Contiguous(SavedImpl(Start).Layout.Sizes), driven.Type);
        var g = Copies.Contiguous(gradient.Impl);
        if (driven.Type == ScalarType.Float32) Back<float>(g, weight, toDriven, toRecalled, toStart);
        else Back<double>(g, weight, toDriven, toRecalled, toStart);
        g.Release();
        Give(Driven, toDriven, run);
        Give(Start, toStart, run);
        var rows = LinearNode.Rows(toRecalled, weight.Layout.Sizes[0]);
        if (Next(Weight) is { } toWeight && run.Wants(toWeight))
        {
            var before = StatesBefore(rows.Layout.Sizes[0], weight.Layout.Sizes[1]);
            LinearNode.GiveWeight(toWeight, rows, before, weight, run);
            before.Release();
        }
        if (Inputs > Bias && Next(Bias) is { } toBias && run.Wants(toBias)) LinearNode.GiveBias(toBias, rows, run);
        rows.Release();
        toRecalled.Release();
    }

    private static void Scan<T>(TensorImpl driven, TensorImpl start, TensorImpl weight, TensorImpl? bias, bool backwards, TensorImpl states, TensorImpl? cells)
        where T : unmanaged, INumber<T>
    {
        var turned = weight.View(Layout.Transposed(weight.Layout), weight.Offset);
        TensorImpl d = Copies.Contiguous(driven), h = Copies.Contiguous(start), w = Copies.Contiguous(turned), b = Copies.Contiguous(bias ?? start);
        var scan = new GruScan<T>
        {
            Shape = GruShape.Of(states, backwards),
            Driven = d.Data<T>(),
            Start = h.Data<T>(),
            Weight = w.Data<T>(),
            Bias = bias is null ? null : b.Data<T>(),
            States = states.Data<T>(),
            Cells = cells is null ? null : cells.Data<T>(),
        };
        Workers.Run(ref scan, scan.Shape.Parts);
        foreach (var used in (ReadOnlySpan<TensorImpl>)[turned, d, h, w, b]) used.Release();
    }

    private void Back<T>(TensorImpl gradient, TensorImpl weight, TensorImpl toDriven, TensorImpl toRecalled, TensorImpl toStart) where T : unmanaged, INumber<T>
    {
        var scan = new GruScanBack<T>
        {
            Shape = GruShape.Of(gradient, backwards),
            Cells = cells!.Data<T>(),
            Gradient = gradient.Data<T>(),
            Weight = Products.AsMatrix<T>(weight),
            Carry = toStart.Data<T>(),
            DrivenGradient = toDriven.Data<T>(),
            RecalledGradient = toRecalled.Data<T>(),
        };
        Workers.Run(ref scan, scan.Shape.Parts);
    }

    /// <summary>What the recalled gates were made of, at all times and in all rows: the last of what the cells kept.</summary>
    private TensorImpl StatesBefore(long rows, long hidden) =>
        cells!.View(new Layout([rows, hidden], [GruCell.Kept * hidden, 1]), cells.Offset + (GruCell.Kept - 1) * hidden);

    private void Give(int input, TensorImpl gradient, Backprop run)
    {
        if (Next(input) is { } edge && run.Wants(edge)) run.Give(edge, new Tensor(gradient, register: false));
        else gradient.Release();
    }

    /// <summary>
    /// Through the plain operations. They start from views, so that this run within a run stops there and leaves the nodes
    /// beyond to the one around it.
    /// </summary>
    private void BackwardRecorded(Tensor gradient, Backprop run)
    {
        using var scope = NewDisposeScope();
        var inputs = new Tensor[Inputs];
        for (var i = 0; i < inputs.Length; i++)
        {
            var saved = SavedImpl(i);
            inputs[i] = new Tensor(saved.Retain()).view(saved.Layout.Sizes);
        }
        var states = GruSteps.Run(inputs[Driven], inputs[Start], inputs[Weight], Inputs > Bias ? inputs[Bias] : null, backwards);
        int[] wanted = [.. Enumerable.Range(0, Inputs).Where(i => Next(i) is { } edge && run.Wants(edge))];
        var found = Backprop.Capture([states], [gradient], [.. wanted.Select(i => inputs[i])], retainGraph: true, createGraph: true);
        foreach (var (input, result) in wanted.Zip(found)) run.Give(Next(input)!, result!.DetachFromDisposeScope());
    }
}
