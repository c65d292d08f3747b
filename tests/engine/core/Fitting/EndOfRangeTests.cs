using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Engine.Core.Fitting;

public sealed class EndOfRangeTests
{
    static readonly Parameter Lag = new("tlag", "d", 0, 2, Scale.Linear, "time that passes before release begins", "none") { DomainLow = 0 };

    [Test]
    public void A_wider_range_is_advised_only_where_the_model_has_values_beyond_the_end()
    {
        EndOfRange.Remark(Lag, 2).ShouldBe("tlag ended at the end of its searched range, 2 d; a wider range may fit better.");
        EndOfRange.Remark(Lag, 0).ShouldBe("tlag ended at the end of its searched range, 0 d, beyond which the model has no values.");
    }
}
