using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Tests.Kernels.Systems.Network;

/// <summary>Networks of nodes and flows, whatever the model.</summary>
public sealed class NetworkTests
{
    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-13 };

    static IEnumerable<string> Solvers => Catalog.Methods.Names;

    [TestCaseSource(nameof(Solvers))]
    public void A_network_gives_the_curves_of_the_same_equations_in_compartments(string solver)
    {
        double[] workspace = Batches.Formulations("five-state", 24), times = [.. new CarrierModel().DefaultTimes];
        BatchOptions options = new() { Precision = Precision.Double, Solver = solver, RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-11 };
        double[] network = Batches.Solve(new CarrierModel(), workspace, options, times);
        double[] compartments = Batches.Solve(new NanocarrierPlasmaModel(), workspace, options, times);
        for (int k = 0; k < network.Length; k++)
            network[k].ShouldBe(compartments[k], 1e-6);
    }

    [TestCase("dopri5")]
    [TestCase("rodas5p")]
    public void Levels_and_doses_of_a_schedule_are_met(string solver)
    {
        double[] row = [1, 200, 40.5, 0.4, 0.3, 1.5];
        var schedule = new Schedule([0, 1, 1.5, 3], [37, 0.6, 42, 0, 37, 0, 38, 0.4]);
        BatchOptions options = Exact with { Solver = solver, Schedule = schedule };
        double[] network = Batches.Solve(new HeatedModel(), row, options),
            compartments = Batches.Solve(new ThermoLiposomeModel(), row, options with { Solver = "dopri5" });
        for (int k = 0; k < network.Length; k++)
            network[k].ShouldBe(compartments[k], 2e-8);
    }

    [TestCase("rodas5p")]
    [TestCase("tsit5")]
    public void Sixty_four_nodes_in_a_row_follow_the_gamma_distribution(string solver)
    {
        double[] times = [4, 20, 50, 100];
        double[] curves = Batches.Solve(new TransitModel(), [0.8], Exact with { Solver = solver }, times);
        for (int j = 0; j < times.Length; j++)
        {
            double sum = 0, x = 0.8 * times[j], poisson = Math.Exp(-x);
            for (int node = 0; node < 63; node++)
            {
                curves[node * times.Length + j].ShouldBe(poisson, 1e-8);
                sum += curves[node * times.Length + j];
                poisson *= x / (node + 1);
            }

            (sum + curves[63 * times.Length + j]).ShouldBe(1, 1e-12);
        }
    }

    [TestCase(Precision.Double, 1e-12)]
    [TestCase(Precision.Single, 3e-6)]
    [TestCase(Precision.Real32, 3e-6)]
    public void What_flows_between_nodes_is_conserved(Precision number, double allowed)
    {
        double[] times = [1, 10, 60];
        double[] curves = Batches.Solve(new TransitModel(), [0.8],
            new() { Precision = number, RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-7 }, times);
        for (int j = 0; j < times.Length; j++)
            Enumerable.Range(0, 64).Sum(node => curves[node * times.Length + j]).ShouldBe(1, allowed);
    }

    [TestCase("rodas3", 1e-5)]
    [TestCase("rodas4", 1e-6)]
    [TestCase("rodas5p", 1e-6)]
    public void A_stiff_reaction_is_solved_in_few_steps(string solver, double allowed)
    {
        double[] expected = [0.7158270687193941, 0.9185534764557338e-5, 0.2841637457458413]; // as in StiffCompartmentTests
        BatchOptions options = new() { Precision = Precision.Double, Solver = solver, RelativeTolerance = 1e-7, AbsoluteTolerance = 1e-12 };
        var (curves, outcomes, report) = Batches.Run(new RobertsonNetworkModel(), [3e7], options, [40]);
        outcomes.ShouldBe([Outcome.Finished]);
        for (int s = 0; s < 3; s++)
            curves[s].ShouldBe(expected[s], allowed * expected[s]);
        report.Steps.ShouldBeLessThan(solver == "rodas3" ? 1500 : 300);
    }

    [TestCase("rodas3", 3)]
    [TestCase("rodas4", 4)]
    [TestCase("rodas5p", 5)]
    [TestCase("dopri5", 5)]
    public void Inputs_that_change_with_time_keep_the_order_of_the_method(string solver, int order)
    {
        (double Error, double Steps) At(double tolerance)
        {
            double[] times = [1, 3];
            var (curves, outcomes, report) = Batches.Run(new DrivenModel(), [2],
                new() { Precision = Precision.Double, Solver = solver, RelativeTolerance = tolerance, AbsoluteTolerance = tolerance },
                times);
            outcomes.ShouldBe([Outcome.Finished]);
            double error = Math.Max(Math.Abs(curves[1] - Math.Exp(-3)), Math.Abs(curves[3] - 10) / 10);
            return (error, report.Steps);
        }

        var (rough, few) = At(1e-5);
        var (fine, many) = At(1e-9);
        (Math.Log(rough / fine) / Math.Log(many / few)).ShouldBeGreaterThan(order - 0.9);
    }

    [TestCase(Precision.Real32, "rodas5p")]
    [TestCase(Precision.Real64, "rodas4")]
    [TestCase(Precision.Real64, "dopri5")]
    public void A_device_gives_the_hosts_curves(Precision number, string solver)
    {
        var model = new CarrierModel();
        double[] workspace = Batches.Formulations("five-state", 40);
        BatchOptions options = new() { Precision = number, Solver = solver };
        double[] onHost = Batches.Solve(model, workspace, options), onDevice = new double[onHost.Length];
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        device.Solve(model, workspace, model.DefaultTimes.ToArray(), onDevice, new Outcome[40], options);
        onDevice.ShouldBe(onHost);
    }

    [Test]
    public void First_order_flows_take_no_dual_numbers_and_three_nodes_of_a_flow_share_one_pass()
    {
        NetworkStructure.Of<Transit<Real64>, Real64>().Colors().ShouldAllBe(color => color == -1);
        int[] carrier = NetworkStructure.Of<Carrier<Real64>, Real64>().Colors();
        carrier.ShouldBe([-1, -1, 0, -1, -1]);
        int[] robertson = NetworkStructure.Of<RobertsonNetwork<Real64>, Real64>().Colors();
        robertson[1].ShouldNotBe(robertson[2]);
        NetworkPlan.Of<RobertsonNetwork<Real64>, Real64>().Table[NetworkPlan.Passes].ShouldBe(1);
    }

    [Test]
    public void A_model_that_cannot_be_a_network_is_refused_with_a_reason()
    {
        Should.Throw<InvalidOperationException>(NetworkStructure.Of<Lost<Real64>, Real64>).Message.ShouldContain("names node 5; it has 2");
        Should.Throw<InvalidOperationException>(NetworkStructure.Of<Tangled<Real64>,
            Real64>).Message.ShouldContain("coefficient depends on amounts");
    }

    readonly struct Lost<T> : INetworkModel<Lost<T>, T> where T : unmanaged, IReal<T>
    {
        public static int Nodes => 2;
        public static int Outputs => 1;
        public static Lost<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => default;
        public T Start(int node) => T.FromDouble(1);
        public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

        public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T> =>
            flows.Transfer(0, 5, T.FromDouble(1));

        public T Output<TAmounts>(TAmounts amounts, int output) where TAmounts : struct, IAmounts<T> => amounts[0];
    }

    readonly struct Tangled<T> : INetworkModel<Tangled<T>, T> where T : unmanaged, IReal<T>
    {
        public static int Nodes => 2;
        public static int Outputs => 1;
        public static Tangled<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> => default;
        public T Start(int node) => T.FromDouble(1);
        public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

        public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T> =>
            flows.VariableTransfer(0, 1, flows[1]);

        public T Output<TAmounts>(TAmounts amounts, int output) where TAmounts : struct, IAmounts<T> => amounts[0];
    }
}
