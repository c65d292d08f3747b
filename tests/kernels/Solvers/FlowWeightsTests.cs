using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Tests.Kernels.Solvers;

public sealed class FlowWeightsTests
{
    [Test]
    public void Weights_of_a_method_in_its_usual_form_add_up_to_one()
    {
        Sum<Rodas3, Real64>(1e-13);
        Sum<Rodas4, Real64>(1e-13);
        Sum<Rodas5P, Real64>(1e-13);
        // With coefficients of seven digits the method is another one by as much.
        Sum<Rodas5P, Real32>(1e-5);
    }

    static void Sum<TMethod, T>(double within) where TMethod : struct, IRosenbrock where T : unmanaged, IReal<T>
    {
        var sum = new Summed<TMethod, T>();
        TMethod.Step(ref sum);
        sum.Value.ShouldBe(1, within, typeof(TMethod).Name);
        FlowWeights<TMethod, T>.Time.ShouldBe(sum.Time, 1e-12);
    }

    struct Summed<TMethod, T> : IStiffSystem where TMethod : struct, IRosenbrock where T : unmanaged, IReal<T>
    {
        public double Value, Time;

        public void Solve<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
        {
            Value += FlowWeights<TMethod, T>.Of<TStage>.Value;
            Time += FlowWeights<TMethod, T>.Of<TStage>.Value * TStage.TimeWeight;
        }
    }
}
