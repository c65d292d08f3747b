using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Tests.Kernels.Models;

/// <summary>The organs of a mouse.</summary>
public sealed class MousePbpkTests : ModelSuite
{
    static readonly MousePbpkModel Model = new();

    protected override ReleaseModel Subject => Model;

    protected override string Effects => "??????????????????????????????????";

    protected override double[] Balance(double[] row) => [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0];

    protected override double Accuracy => 1e-3;

    /// <summary>A liver that eliminates nothing keeps the dose.</summary>
    protected override double[] Closed(double[] row) => [.. row[..29], 0, .. row[30..]];

    static readonly BatchOptions Exact = new() { Precision = Precision.Double, RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-14 };

    /// <summary>From wB to eR, as fitted to the tissue concentrations by the authors of the model's code
    /// (insysbio/drug-loaded-nanoparticles, 2024-09-03).</summary>
    static readonly double[] Fitted =
    [
        0.08338084697439194, 0.124193538089243, 0.1404579107372531, 0.011137953805630593, 0.08913994652573133, 0.21374472644999054,
        0.023107189990823243, 0.0023323520109514145, 0.0012359692921161424, 0.0008981100088951803, 0.00012724307191597055,
        0.05964901091747708,
        37.74662573036299, 150.56640618779159, 75.77594447429654, 54.71517581969962, 85.2646460124606, 92.86466245720274,
        2.3437441153184584, 3.567816712931524, 2.2285170092928158, 212.11298487277926, 110.62222842632818, 276.9946311643657,
    ];

    /// <summary>A formulation and a group of mice; the release is given as delta, kdiff and gamma: exp(-kdiff / (1 - gamma) t^(1 -
    /// gamma)).</summary>
    static double[] Row(double delta, double kdiff, double gamma, double dose, double mass, double tumor, double liver, double spleen,
        double kidneys, double lungs)
    {
        double b = 1 - gamma, tau = kdiff > 0 ? Math.Pow(b / kdiff, 1 / b) : 1e12;
        return [delta, tau, b, dose, mass, tumor, liver, spleen, kidneys, lungs, .. Fitted];
    }

    static double[] Triblock => Row(0.0222, 0.0626, 0.598, 4.62, 21.8, 0.472, 0.0572, 0.0052, 0.0135, 0.00622);

    static IEnumerable<TestCaseData> Oracles =>
    [
        // An independent implementation; it lets the release begin at 1e-12 h, which loses 2e-6 of what particles hold.
        new TestCaseData("shalgunov_T_67_middle_refit.csv", Triblock, 1e-5),
        new TestCaseData("shalgunov_U16c_61_middle_refit.csv",
        Row(0.0075, 0.00549, 0.57, 5.9, 20.8, 0.366, 0.0538, 0.00601, 0.0142, 0.00679), 2e-6),
        new TestCaseData("shalgunov_NoNP_67_low_refit.csv", Row(1, 0, 0, 1.5, 21.2, 0.377, 0.0569, 0.00517, 0.0129, 0.00622), 2e-8),
    ];

    [TestCaseSource(nameof(Oracles))]
    public void Tissue_concentrations_are_those_of_an_independent_implementation(string file, double[] row, double allowed)
    {
        double[][] expected = References.Oracle(file);
        double[] times = [.. expected.Select(line => line[0])];
        double[] curves = Batches.Solve(Model, row, Exact, times);
        for (int j = 0; j < times.Length; j++)
        {
            for (int output = 0; output < 6; output++)
                curves[output * times.Length + j].ShouldBe(expected[j][1 + output], allowed * expected[j][1 + output]);
        }
    }

    [TestCase(Precision.Double, 1e-12)]
    [TestCase(Precision.Single, 5e-6)]
    [TestCase(Precision.Real64, 1e-12)]
    [TestCase(Precision.Real32, 5e-6)]
    public void Drug_that_is_not_eliminated_is_conserved(Precision number, double allowed)
    {
        var model = new MouseTotalModel();
        double[] workspace = Batches.Formulations("i1", 24);
        for (int row = 0; row < 24; row++)
            workspace[row * 34 + 29] = 0;
        foreach (double total in Batches.Solve(model, workspace, new() { Precision = number }))
            total.ShouldBe(1, allowed);
    }

    [Test]
    public void In_the_end_particles_and_free_drug_are_in_equilibrium()
    {
        // No elimination, no response: particles reach 1000 times their concentration in plasma, drug Kp times its.
        double[] row = Triblock;
        (row[1], row[2], row[29], row[31], row[32], row[33]) = (1e12, 1, 0, 0, 0, 0);
        double[] states = new double[15];
        HostStates.Run(Model, row, [1e7], states, new Outcome[1], new() { RelativeTolerance = 1e-8, AbsoluteTolerance = 1e-12 });
        double mass = row[4], tumor = row[5];
        double[] volumes = [row[6] * mass, row[7] * mass, tumor, row[8] * mass, row[9] * mass];
        double blood = mass * row[10];
        for (int organ = 0; organ < 5; organ++)
            blood += volumes[organ] * row[11 + organ];
        double plasma = states[0] / blood / 0.55, free = states[7] / blood / (0.45 * 3.9 + 0.55);
        for (int organ = 0; organ < 5; organ++)
        {
            double tissue = volumes[organ] * (1 - row[11 + organ]);
            (states[1 + organ] / tissue).ShouldBe(1000 * plasma, 1e-5 * 1000 * plasma);
            // The spleen's drug flows on to the liver; without elimination that changes nothing in the end.
            (states[8 + organ] / tissue).ShouldBe(row[22 + organ] * free, 1e-4 * row[22 + organ] * free);
        }
    }

    [TestCase(0.6)]
    [TestCase(1.05)]
    public void Particles_release_as_a_stretched_exponential_whatever_the_organs_do(double b)
    {
        double[] row = Triblock, times = [1e-3, 0.1, 1, 10, 48];
        (row[1], row[2]) = (30, b);
        double[] states = new double[times.Length * 15];
        HostStates.Run(Model, row, times, states, new Outcome[1], new() { RelativeTolerance = 1e-10, AbsoluteTolerance = 1e-13 });
        for (int j = 0; j < times.Length; j++)
            states.AsSpan(j * 15, 7).ToArray().Sum().ShouldBe((1 - row[0]) * Math.Exp(-Math.Pow(times[j] / 30, b)), 2e-9);
    }

    [TestCase(Precision.Single, "rodas5p", 3e-3)]
    [TestCase(Precision.Double, "rodas5p", 3e-3)]
    [TestCase(Precision.Real32, "rodas5p", 3e-3)]
    [TestCase(Precision.Real64, "rodas4", 3e-3)]
    [TestCase(Precision.Double, "rodas3", 1e-2)]
    public void All_number_types_agree_with_the_reference(Precision number, string solver, double allowed)
    {
        ProblemSet problem = ProblemSet.Find("i1")!;
        ReferenceSet reference = problem.ReadReference(References.Path("ref_i1.csv"));
        double[] curves = Batches.Solve(Model, problem.Parameters(0, 64), new() { Precision = number, Solver = solver });
        for (int k = 0; k < curves.Length; k++)
            curves[k].ShouldBe(reference.Curves[k], allowed * Math.Max(0.01, Math.Abs(reference.Curves[k])));
    }

    [TestCase(Precision.Real32)]
    [TestCase(Precision.Real64)]
    public void A_device_gives_the_hosts_curves(Precision number)
    {
        double[] workspace = Batches.Formulations("i1", 12), times = [.. Model.DefaultTimes];
        BatchOptions options = new() { Precision = number };
        double[] onHost = Batches.Solve(Model, workspace, options), onDevice = new double[onHost.Length];
        using var device = new DeviceBatchSolver(DeviceList.Find("cpu")!);
        device.Solve(Model, workspace, times, onDevice, new Outcome[12], options);
        onDevice.ShouldBe(onHost);
    }

    /// <summary>The mouse with one output: all drug there is.</summary>
    sealed class MouseTotalModel : ReleaseModel
    {
        public override string Name => "mouse-total";
        public override int Version => 1;
        public override string Summary => Model.Summary;
        public override string Source => Model.Source;
        public override IReadOnlyList<Parameter> Parameters => Model.Parameters;
        public override IReadOnlyList<Output> Outputs { get; } = [new("total", "", "all drug")];
        public override IReadOnlyList<double> DefaultTimes => Model.DefaultTimes;
        public override string DefaultSolver => Model.DefaultSolver;
        public override double DefaultRelativeTolerance => Model.DefaultRelativeTolerance;
        public override double DefaultAbsoluteTolerance => Model.DefaultAbsoluteTolerance;
        public override ModelProgram<T> Program<T>() => new NetworkProgram<MouseTotal<T>, T>();
    }

    readonly struct MouseTotal<T>(MousePbpk<T> mouse) : INetworkModel<MouseTotal<T>, T> where T : unmanaged, IReal<T>
    {
        readonly MousePbpk<T> mouse = mouse;

        public static int Nodes => MousePbpk<T>.Nodes;
        public static int TimeInputs => MousePbpk<T>.TimeInputs;
        public static int Outputs => 1;
        public static MouseTotal<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
            new(MousePbpk<T>.From(row));
        public T Start(int node) => mouse.Start(node);
        public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => mouse.Input(input, t);

        public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T> =>
            mouse.Flows<R, TFlows>(ref flows);

        public T Output<TAmounts>(TAmounts amounts, int output) where TAmounts : struct, IAmounts<T>
        {
            T sum = T.FromDouble(0);
            for (int node = 0; node < 14; node++)
                sum += amounts[node];
            return sum;
        }
    }
}
