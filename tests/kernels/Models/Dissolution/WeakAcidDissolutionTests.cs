using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class WeakAcidDissolutionTests : IonDissolutionSuite
{
    protected override ReleaseModel Subject { get; } = new WeakAcidDissolutionModel();

    protected override double Charge => -1;

    protected override string Effects => "-++-+--";
}
