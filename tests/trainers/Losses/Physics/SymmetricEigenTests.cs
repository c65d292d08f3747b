using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class SymmetricEigenTests
{
    [Test]
    public void Vectors_are_orthonormal_and_stretched_by_their_values()
    {
        const int n = 7;
        var random = new Random(3);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++)
                matrix[i * n + j] = matrix[j * n + i] = random.NextDouble() - 0.5;
        double[] before = [.. matrix];
        var (values, vectors) = SymmetricEigen.Of(matrix, n);
        matrix.ShouldBe(before);
        values.ShouldBe([.. values.OrderDescending()]);
        for (int a = 0; a < n; a++)
        {
            for (int i = 0; i < n; i++)
                Enumerable.Range(0, n).Sum(j => matrix[i * n + j] * vectors[a][j]).ShouldBe(values[a] * vectors[a][i], 1e-13);
            for (int b = 0; b < n; b++)
                vectors[a].Zip(vectors[b], (x, y) => x * y).Sum().ShouldBe(a == b ? 1 : 0, 1e-13);
        }
    }

    [Test]
    public void A_diagonal_matrix_has_its_diagonal() => SymmetricEigen.Of([2, 0, 0, 5], 2).Values.ShouldBe([5, 2]);
}
