using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Tests.Kernels.Systems.Network;

/// <summary>A model of a test: its parameters are pure numbers, its outputs the nodes that the model gives.</summary>
abstract class TestNetwork(int parameters, int outputs) : ReleaseModel
{
    public override string Name => GetType().Name;
    public override int Version => 1;
    public override string Summary => "for tests";
    public override string Source => "for tests";
    public override IReadOnlyList<Parameter> Parameters { get; } =
        [.. Enumerable.Range(0, parameters).Select(k =>
            new Parameter($"p{k}", "", 0.1, 10, Scale.Log, "for tests", "for tests") { DomainLow = 0 })];
    public override IReadOnlyList<Output> Outputs { get; } =
        [.. Enumerable.Range(0, outputs).Select(k => new Output($"y{k}", "", "for tests"))];
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);
    public override string DefaultSolver => "rodas5p";
    public override double DefaultRelativeTolerance => 1e-5;
    public override double DefaultAbsoluteTolerance => 1e-8;
}

/// <summary>64 nodes in a row, each emptied into the next at one rate: gamma distributed transit.</summary>
sealed class TransitModel() : TestNetwork(1, 64)
{
    public override ModelProgram<T> Program<T>() => new NetworkProgram<Transit<T>, T>();
}

readonly struct Transit<T>(T k) : INetworkModel<Transit<T>, T> where T : unmanaged, IReal<T>
{
    readonly T k = k;

    public static int Nodes => 64;
    public static int Outputs => 64;
    public static Transit<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => new(row[0]);
    public T Start(int node) => node == 0 ? T.FromDouble(1) : T.FromDouble(0);
    public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        for (int node = 0; node < Nodes - 1; node++)
            flows.Transfer(node, node + 1, k);
    }

    public T Output<TAmounts>(TAmounts amounts, int output) where TAmounts : struct, IAmounts<T> => amounts[output];
}

/// <summary>The equations of nanocarrier-plasma as a network.</summary>
sealed class CarrierModel() : TestNetwork(7, 3)
{
    public override ModelProgram<T> Program<T>() => new NetworkProgram<Carrier<T>, T>();
}

readonly struct Carrier<T>(T kS, T kon, T koff, T k12, T k21, T vm, T km) : INetworkModel<Carrier<T>, T> where T : unmanaged, IReal<T>
{
    const int Free = 0, Bound = 1, Plasma = 2, Tissue = 3, Eliminated = 4;

    readonly T kS = kS, kon = kon, koff = koff, k12 = k12, k21 = k21, vm = vm, km = km;

    public static int Nodes => 5;
    public static int Outputs => 3;

    public static Carrier<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(row[0], row[1], row[2], row[3], row[4], row[5], row[6]);

    public T Start(int node) => node == Free ? koff / (kon + koff) : node == Bound ? kon / (kon + koff) : T.FromDouble(0);
    public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        flows.Transfer(Free, Plasma, kS);
        flows.Exchange(Free, Bound, kon, koff);
        flows.Exchange(Plasma, Tissue, k12, k21);
        flows.Flow(Plasma, Eliminated, vm * flows[Plasma] / (R.Lift(km) + flows[Plasma]));
    }

    public T Output<TAmounts>(TAmounts y, int output) where TAmounts : struct, IAmounts<T> =>
        output == 0 ? y[Plasma] + y[Tissue] + y[Eliminated] : output == 1 ? y[Plasma] : y[Eliminated];
}

/// <summary>The equations of thermo-liposome as a network: inputs and doses.</summary>
sealed class HeatedModel : ReleaseModel
{
    static readonly ThermoLiposomeModel Twin = new();

    public override string Name => "heated-network";
    public override int Version => 1;
    public override string Summary => Twin.Summary;
    public override string Source => Twin.Source;
    public override string TimeUnit => Twin.TimeUnit;
    public override IReadOnlyList<Parameter> Parameters => Twin.Parameters;
    public override IReadOnlyList<Output> Outputs => Twin.Outputs;
    public override IReadOnlyList<Input> Inputs => Twin.Inputs;
    public override Schedule DefaultSchedule => Twin.DefaultSchedule;
    public override IReadOnlyList<double> DefaultTimes => Twin.DefaultTimes;
    public override string DefaultSolver => "rodas5p";
    public override ModelProgram<T> Program<T>() => new NetworkProgram<Heated<T>, T>();
}

readonly struct Heated<T>(T k, T kc, T ke, T dose) : INetworkModel<Heated<T>, T> where T : unmanaged, IReal<T>
{
    const int Inside = 0, Cleared = 1, Plasma = 2, Released = 3;

    readonly T k = k, kc = kc, ke = ke, dose = dose;

    public static int Nodes => 4;
    public static int Outputs => 2;
    public static int Inputs => 2;

    public static Heated<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T>
    {
        T low = row[0], open = 1 / (1 + T.Exp((row[2] - row[6]) / row[3]));
        return new(T.Fma(row[1] - low, open, low), row[4], row[5], row[7]);
    }

    public static T Dosed(in Heated<T> model, int node, T amount) => node == Inside ? amount + model.dose : amount;
    public T Start(int node) => T.FromDouble(0);
    public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        flows.Transfer(Inside, Cleared, kc);
        flows.Transfer(Inside, Plasma, k);
        flows.Produce(Inside, Released, k);
        flows.Eliminate(Plasma, ke);
    }

    public T Output<TAmounts>(TAmounts y, int output) where TAmounts : struct, IAmounts<T> => output == 0 ? y[Released] : y[Plasma];
}

/// <summary>Robertson's reaction (Hairer and Wanner) as a network of flows of any form; four more nodes that nothing reaches.</summary>
sealed class RobertsonNetworkModel() : TestNetwork(1, 3)
{
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("k", "", 1e6, 1e8, Scale.Log, "for tests", "for tests")];
    public override ModelProgram<T> Program<T>() => new NetworkProgram<RobertsonNetwork<T>, T>();
}

readonly struct RobertsonNetwork<T>(T k) : INetworkModel<RobertsonNetwork<T>, T> where T : unmanaged, IReal<T>
{
    readonly T k = k;

    public static int Nodes => 7;
    public static int Outputs => 3;
    public static RobertsonNetwork<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => new(row[0]);
    public T Start(int node) => node == 0 ? T.FromDouble(1) : T.FromDouble(0);
    public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        flows.Flow(0, 1, 0.04 * flows[0]);
        flows.Flow(1, 0, 1e4 * (flows[1] * flows[2]));
        R fast = k * (flows[1] * flows[1]);
        flows.Change(1, -fast);
        flows.Change(2, fast);
    }

    public T Output<TAmounts>(TAmounts y, int output) where TAmounts : struct, IAmounts<T> => y[output];
}

/// <summary>Two nodes whose exchange swings with time, fed by an input: dA/dt = k sin-like input, to find out whether df/dt is
/// right.</summary>
sealed class DrivenModel() : TestNetwork(1, 2)
{
    public override ModelProgram<T> Program<T>() => new NetworkProgram<Driven<T>, T>();
}

/// <summary>y0' = -k (y0 - exp(-t)) - exp(-t), whose solution is exp(-t) for every k; y1' = 2 t y1 / (1 + t^2), whose solution is 1 +
/// t^2.</summary>
readonly struct Driven<T>(T k) : INetworkModel<Driven<T>, T> where T : unmanaged, IReal<T>
{
    readonly T k = k;

    public static int Nodes => 2;
    public static int TimeInputs => 2;
    public static int Outputs => 2;
    public static Driven<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => new(row[0]);
    public T Start(int node) => T.FromDouble(1);

    public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> =>
        input == 0 ? R.Exp(-t) : 2 * t / (1 + t * t);

    public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        R decay = flows.Input(0);
        flows.Change(0, -(k * (flows[0] - decay)) - decay);
        // A negative loss, so that a coefficient that varies is put to use; the other node is the outside.
        flows.Change(1, flows.Input(1) * flows[1]);
    }

    public T Output<TAmounts>(TAmounts y, int output) where TAmounts : struct, IAmounts<T> => y[output];
}
