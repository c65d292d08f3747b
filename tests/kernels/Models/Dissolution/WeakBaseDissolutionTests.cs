using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Models;

public sealed class WeakBaseDissolutionTests : IonDissolutionSuite
{
    protected override ReleaseModel Subject { get; } = new WeakBaseDissolutionModel();

    protected override double Charge => 1;

    protected override string Effects => "???+??-";
}
