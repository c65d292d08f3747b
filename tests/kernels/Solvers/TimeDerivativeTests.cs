using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Sphere;
using SurrogateEngine.Tests.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Rosenbrock methods keep their order where rates look at the time, by gamma_i h df/dt.</summary>
public sealed class TimeDerivativeTests
{
    /// <summary>gamma_i is the sum of a row of Gamma, whose inverse the transformed form carries: I / gamma - C.</summary>
    [Test]
    public void Weights_are_the_row_sums_of_gamma()
    {
        Misfit<Rodas3>().ShouldBeLessThan(1e-15);
        Misfit<Rodas4>().ShouldBeLessThan(1e-14);
        Misfit<Rodas5P>().ShouldBeLessThan(2e-14);
    }

    static double Misfit<TMethod>() where TMethod : struct, IRosenbrock
    {
        var stages = new Stages([]);
        TMethod.Step(ref stages);
        double worst = 0;
        foreach ((int index, double weight, double[] carry) in stages.Seen)
        {
            double sum = TMethod.Gamma * (1 + carry.Zip(stages.Seen, (c, other) => c * other.Weight).Sum());
            worst = Math.Max(worst, Math.Abs(sum - weight));
        }

        stages.Seen.Count.ShouldBe(TMethod.Stages);
        return worst;
    }

    /// <summary>Writes down a method's stages: gamma_i and the c_ij.</summary>
    readonly struct Stages(List<(int Index, double Weight, double[] Carry)> seen) : IStiffSystem
    {
        public List<(int Index, double Weight, double[] Carry)> Seen { get; } = seen;

        public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
        {
            double[] carry = [.. Enumerable.Range(1, TStage.Index - 1).Select(TStage.C)];
            Seen.Add((TStage.Index, TStage.TimeWeight, carry));
        }
    }

    [Test]
    public void A_compartment_model_that_looks_at_the_time_is_solved_to_the_stated_order()
    {
        CompartmentOrder<TimedDecay<Real64>, TimedDecay<Dual<Real64>>, Rodas3>().ShouldBe(3, 0.2);
        CompartmentOrder<TimedDecay<Real64>, TimedDecay<Dual<Real64>>, Rodas4>().ShouldBe(4, 0.25);
        CompartmentOrder<TimedDecay<Real64>, TimedDecay<Dual<Real64>>, Rodas5P>().ShouldBe(5, 0.3);
    }

    /// <summary>The same model without owning up to it, so that no df/dt is taken.</summary>
    [Test]
    public void Without_the_time_derivative_the_order_is_lost()
    {
        CompartmentOrder<Decay<Real64>, Decay<Dual<Real64>>, Rodas4>().ShouldBeLessThan(2.5);
        CompartmentOrder<Decay<Real64>, Decay<Dual<Real64>>, Rodas5P>().ShouldBeLessThan(2.5);
        SphereOrder<Drifting<PlgaSphere<Real64>, Real64, Silent>, Rodas5P>().ShouldBeLessThan(2.5);
        SphereOrder<Drifting<TwoSpecies<Real64>, Real64, Silent>, Rodas5P>().ShouldBeLessThan(2.5);
    }

    [Test]
    public void A_sphere_of_one_species_that_looks_at_the_time_is_solved_to_the_stated_order()
    {
        SphereOrder<Drifting<PlgaSphere<Real64>, Real64, Honest>, Rodas3>().ShouldBe(3, 0.25);
        SphereOrder<Drifting<PlgaSphere<Real64>, Real64, Honest>, Rodas4>(steps: 80).ShouldBe(4, 0.4);
        SphereOrder<Drifting<PlgaSphere<Real64>, Real64, Honest>, Rodas5P>().ShouldBe(5, 0.4);
    }

    [Test]
    public void So_is_one_of_two_species()
    {
        SphereOrder<Drifting<TwoSpecies<Real64>, Real64, Honest>, Rodas3>().ShouldBe(3, 0.25);
        SphereOrder<Drifting<TwoSpecies<Real64>, Real64, Honest>, Rodas4>(steps: 80).ShouldBe(4, 0.4);
        SphereOrder<Drifting<TwoSpecies<Real64>, Real64, Honest>, Rodas5P>().ShouldBe(5, 0.4);
    }

    /// <summary>Order of the worst state at t = 2.</summary>
    static double CompartmentOrder<TModel, TDual, TMethod>(int steps = 32)
        where TModel : unmanaged, ICompartmentModel<TModel, Real64, State4<Real64>>
        where TDual : unmanaged, ICompartmentModel<TDual, Dual<Real64>, State4<Dual<Real64>>>
        where TMethod : struct, IRosenbrock
    {
        return Math.Log2(Error(steps) / Error(2 * steps));

        static double Error(int steps)
        {
            int fields = CompartmentSystem<TModel, TDual, Real64, State4<Real64>, State4<Dual<Real64>>, ArrayRows, ArrayGrid,
                TMethod>.Fields;
            var memory = new Real64[4 * fields];
            var system = new CompartmentSystem<TModel, TDual, Real64, State4<Real64>, State4<Dual<Real64>>, ArrayRows, ArrayGrid,
                TMethod>(new(memory, fields));
            system.Initialize(new ArrayParameters([]), new(1));
            for (int k = 0; k < steps; k++)
            {
                system.Step(new(k * 2.0 / steps), new(2.0 / steps), new(new(1e-6), new(1e-6)));
                system.Accept(new(1));
            }

            return Decay<Real64>.Exact(2).Select((exact, s) => Math.Abs(memory[s * fields].V - exact)).Max();
        }
    }

    /// <summary>Order of the worst state at t = 2, against many steps of Rodas5P.</summary>
    static double SphereOrder<TModel, TMethod>(int steps = 40)
        where TModel : unmanaged, ISphereModel<TModel, Real64>
        where TMethod : struct, IRosenbrock
    {
        double[] exact = typeof(TModel).GetGenericArguments()[0] == typeof(PlgaSphere<Real64>)
            ? Walked<Drifting<PlgaSphere<Real64>, Real64, Honest>, Rodas5P>(640) : Walked<Drifting<TwoSpecies<Real64>, Real64, Honest>,
                Rodas5P>(640);
        return Math.Log2(Distance(steps) / Distance(2 * steps));

        double Distance(int n) => Walked<TModel, TMethod>(n).Zip(exact, (x, y) => Math.Abs(x - y)).Max();

        static double[] Walked<TAny, T>(int steps) where TAny : unmanaged, ISphereModel<TAny, Real64> where T : struct, IRosenbrock
        {
            var queue = new SphereHarness<TAny, T>(4, 100, 20, 2, 0.3, 3, 0.2, 1, 5);
            queue.Walk(2, steps);
            return [.. Enumerable.Range(0, queue.States).Select(state => queue[state])];
        }
    }
}
