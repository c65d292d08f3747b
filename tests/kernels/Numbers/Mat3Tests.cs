using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Tests.Kernels.Numbers;

public sealed class Mat3Tests
{
    static Mat3<Real64> Sample(Random random, int size)
    {
        Real64 Entry(int row, int column) => new(row >= size || column >= size ? 0 : random.NextDouble() - 0.5 + (row == column ? 3 : 0));
        Vec3<Real64> Column(int column) => new(Entry(0, column), Entry(1, column), Entry(2, column));
        return new(Column(0), Column(1), Column(2));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void A_block_times_its_inverse_is_the_identity(int size)
    {
        var random = new Random(size);
        for (int trial = 0; trial < 50; trial++)
        {
            Mat3<Real64> block = Sample(random, size);
            Mat3<Real64> product = block * block.Inverse(size);
            double[] entries = [product.First.A.V, product.First.B.V, product.First.C.V, product.Second.A.V, product.Second.B.V,
                product.Second.C.V, product.Third.A.V, product.Third.B.V, product.Third.C.V];
            for (int k = 0; k < 9; k++)
                entries[k].ShouldBe(k % 4 == 0 && k / 4 < size ? 1 : 0, 1e-13);
        }
    }

    [Test]
    public void A_matrix_times_a_vector_is_the_sum_of_its_columns()
    {
        var block = new Mat3<Real64>(new(new(1), new(2), new(3)), new(new(4), new(5), new(6)), new(new(7), new(8), new(10)));
        Vec3<Real64> y = block * new Vec3<Real64>(new(1), new(-1), new(2));
        (y.A.V, y.B.V, y.C.V).ShouldBe((11, 13, 17));
        Vec3<Real64> scaled = block.ScaleRows(new(new(2), new(3), new(4))).Second;
        (scaled.A.V, scaled.B.V, scaled.C.V).ShouldBe((8, 15, 24));
    }
}
