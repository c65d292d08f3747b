using System.Runtime.InteropServices;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Tests.Kernels.Systems.Network;

/// <summary>The code made of a plan, beside loops over the plan's lists.</summary>
public sealed class FactorCodeTests
{
    [Test]
    public void Code_gives_the_bits_of_the_loops_in_every_kind_of_number()
    {
        Compare<MousePbpk<Real64>, Real64>();
        Compare<MousePbpk<Real32>, Real32>();
        Compare<MousePbpk<Lanes64>, Lanes64>();
        Compare<MousePbpk<Lanes32x8>, Lanes32x8>();
        Compare<MousePbpk<Dual<Lanes64>>, Dual<Lanes64>>();
        Compare<Transit<Real64>, Real64>();
        Compare<Ring<Lanes64>, Lanes64>();
    }

    [Test]
    public void A_plan_that_is_too_long_is_left_to_the_loops()
    {
        FactorCode.Of<Real64>(NetworkPlan<Everything<Real64>, Real64>.Table, 64, 10).ShouldBeNull();
        BatchOptions options = new() { Precision = Precision.Double, RelativeTolerance = 1e-6 };
        double[] curves = Batches.Solve(new EverythingModel(), [2], options, [0.5]);
        // All nodes but the first are alike: x0' = -63 k x0 + k (1 - x0), with k = 2/64.
        curves[0].ShouldBe((1 + 63 * Math.Exp(-2 * 0.5)) / 64, 1e-6);
    }

    static unsafe void Compare<TModel, T>()
        where TModel : unmanaged, INetworkModel<TModel, T>
        where T : unmanaged, IReal<T>
    {
        int nodes = TModel.Nodes, fields = StiffSlot<Rodas5P>.Fields, cells = NetworkPlan<TModel, T>.Cells;
        int[] table = NetworkPlan<TModel, T>.Table;
        FactorCode.Of<T>(table, nodes, fields).ShouldNotBeNull();
        byte[] byCode = Solution(withCode: true), byLoops = Solution(withCode: false);
        byCode.ShouldBe(byLoops, $"{typeof(TModel).Name} in {typeof(T).Name}");

        byte[] Solution(bool withCode)
        {
            using var memory = new HostMemory<T>(nodes * fields + cells);
            var random = new Random(5);
            for (int k = 0; k < nodes * fields + cells; k++)
            {
                for (int lane = 0; lane < T.Width; lane++)
                    T.Set(ref memory.First[k], lane, random.NextDouble() - 0.5);
            }

            T* entries = memory.First + nodes * fields;
            for (int node = 0; node < nodes; node++)
                entries[table[table[NetworkPlan.Diagonal] + node]] += T.FromDouble(3);
            var grid = new HostGrid<T>(null, 0, new((int*)Marshal.UnsafeAddrOfPinnedArrayElement(table, 0),
                withCode ? FactorCode.Of<T>(table, nodes, fields) : null, memory.First, entries));
            var workspace = new HostWorkspaceView<T>(memory.First, fields);
            var matrix = new MatrixCells<HostWorkspaceView<T>, T>(workspace, nodes * fields);
            SparseMatrix<HostWorkspaceView<T>, HostGrid<T>, T>.Factorize(matrix, grid, nodes);
            SparseMatrix<HostWorkspaceView<T>, HostGrid<T>, T>.Solve(matrix, grid, nodes,
                new NodeRows<HostWorkspaceView<T>, T, StiffSlot<Rodas5P>>(workspace), StiffSlot<Rodas5P>.Carry, 2);
            return new Span<byte>(memory.First, (nodes * fields + cells) * sizeof(T)).ToArray();
        }
    }

    /// <summary>Twenty nodes of which each reaches two others: factors fill in.</summary>
    readonly struct Ring<T> : INetworkModel<Ring<T>, T> where T : unmanaged, IReal<T>
    {
        public static int Nodes => 20;
        public static int Outputs => 1;
        public static Ring<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => default;
        public T Start(int node) => T.FromDouble(1);
        public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

        public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
        {
            for (int node = 0; node < Nodes; node++)
            {
                flows.Transfer(node, (node + 1) % Nodes, T.FromDouble(1));
                flows.Exchange(node, (node + 7) % Nodes, T.FromDouble(1), T.FromDouble(2));
            }
        }

        public T Output<TAmounts>(TAmounts amounts, int output) where TAmounts : struct, IAmounts<T> => amounts[0];
    }

    sealed class EverythingModel() : TestNetwork(1, 1)
    {
        public override ModelProgram<T> Program<T>() => new NetworkProgram<Everything<T>, T>();
    }

    /// <summary>Sixty-four nodes of which each exchanges with all others.</summary>
    readonly struct Everything<T>(T k) : INetworkModel<Everything<T>, T> where T : unmanaged, IReal<T>
    {
        readonly T k = k;

        public static int Nodes => 64;
        public static int Outputs => 1;
        public static Everything<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
            new(T.FromDouble(1.0 / 64) * row[0]);
        public T Start(int node) => node == 0 ? T.FromDouble(1) : T.FromDouble(0);
        public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

        public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
        {
            for (int one = 0; one < Nodes; one++)
            {
                for (int other = one + 1; other < Nodes; other++)
                    flows.Exchange(one, other, k, k);
            }
        }

        public T Output<TAmounts>(TAmounts amounts, int output) where TAmounts : struct, IAmounts<T> => amounts[0];
    }
}
