using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class LogLinearTests
{
    [Test]
    public void Products_of_powers_are_found_again()
    {
        var random = new Random(5);
        float[] inputs = [.. Enumerable.Range(0, 200).Select(_ => (float)(2 * random.NextDouble() - 1))];
        var quantities = new double[200];
        for (int row = 0; row < 100; row++)
        {
            quantities[2 * row] = Math.Exp(1 + 0.5 * inputs[2 * row] - 2 * inputs[2 * row + 1]);
            quantities[2 * row + 1] = Math.Exp(-3 + inputs[2 * row]);
        }
        double[] found = LogLinear.Fit(inputs, 2, quantities, 2);
        double[] expected = [1, -3, 0.5, 1, -2, 0];
        for (int i = 0; i < 6; i++)
            found[i].ShouldBe(expected[i], 0.02);
    }
}
