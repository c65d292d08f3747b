using SurrogateEngine.Baselines.Polynomials;

namespace SurrogateEngine.Tests.Baselines.Polynomials;

public sealed class LowerSetTests
{
    [TestCase(1, 5, 6), TestCase(3, 2, 10), TestCase(8, 3, 165)]
    public void A_total_degree_has_its_number_of_terms(int dimensions, int degree, int terms)
    {
        var set = new LowerSet(dimensions);
        set.AddTotalDegree(degree);
        set.Count.ShouldBe(terms);
        Enumerable.Range(0, terms).Max(set.TotalDegree).ShouldBe(degree);
    }

    [Test]
    public void Growth_goes_where_it_matters_and_leaves_no_gap()
    {
        var set = new LowerSet(3);
        for (int round = 0; round < 30; round++)
        {
            // Only products of the first dimension matter, and a little those with the third.
            double[] importance = [.. Enumerable.Range(0, set.Count).Select(term => Importance(set.Degrees(term)))];
            set.Grow(importance, 2, most: 9);
        }

        byte[][] terms = [.. Enumerable.Range(0, set.Count).Select(term => set.Degrees(term).ToArray())];
        terms.Select(term => term[0]).Max().ShouldBe((byte)9);
        terms.Select(term => term[1]).Max().ShouldBeLessThan((byte)4);
        foreach (byte[] term in terms)
            for (int k = 0; k < 3; k++)
                if (term[k] > 0)
                    terms.ShouldContain(other => Enumerable.Range(0, 3).All(j => other[j] == term[j] - (j == k ? 1 : 0)));
    }

    [Test]
    public void A_term_is_another_one_times_a_factor()
    {
        var set = new LowerSet(2);
        set.AddTotalDegree(4);
        for (int term = 1; term < set.Count; term++)
        {
            var (other, dimension, degree) = set.Split(term);
            byte[] product = set.Degrees(other).ToArray();
            product[dimension].ShouldBe((byte)0);
            product[dimension] = (byte)degree;
            product.ShouldBe(set.Degrees(term).ToArray());
        }
    }

    static double Importance(ReadOnlySpan<byte> degrees) =>
        Math.Pow(0.8, degrees[0]) * Math.Pow(0.01, degrees[1]) * Math.Pow(0.3, degrees[2]);
}
