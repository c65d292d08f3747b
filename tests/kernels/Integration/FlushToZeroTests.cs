using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Tests.Kernels.Integration;

public sealed class FlushToZeroTests
{
    static float Subnormal(float small) => small * 0.5f;

    [Test]
    public void Subnormal_numbers_vanish_inside_and_return_outside()
    {
        float smallest = float.Parse("1.2e-38", System.Globalization.CultureInfo.InvariantCulture);
        Subnormal(smallest).ShouldNotBe(0);
        using (FlushToZero.Enter())
        {
            if (FlushToZero.IsSupported)
                Subnormal(smallest).ShouldBe(0);
        }

        Subnormal(smallest).ShouldNotBe(0);
    }
}
