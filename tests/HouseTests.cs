namespace SurrogateEngine.Tests;

public sealed class HouseTests
{
    [Test]
    public void The_solution_builds() => typeof(HouseTests).Assembly.ShouldNotBeNull();
}
