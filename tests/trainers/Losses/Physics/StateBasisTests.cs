using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training.Physics;

public sealed class StateBasisTests
{
    static IEnumerable<ReleaseModel> Models => Catalog.Models;

    [TestCaseSource(nameof(Models))]
    public void Projecting_what_was_expanded_changes_nothing(ReleaseModel model)
    {
        var snapshots = StateSnapshots.Of(new(model), PhysicsProblem.Draw(model, 12), [0.01, 1, 10]);
        var basis = StateBasis.Fit(HostStates.Layout(model), 5, snapshots, JumpTerms.Of(new(model), PhysicsProblem.Draw(model, 4)));
        basis.Count.ShouldBe(StateBasis.CountOf(HostStates.Layout(model), 5));
        for (int a = 0; a < basis.Count; a++)
            for (int b = 0; b < basis.Count; b++)
                Enumerable.Range(0, basis.States).Sum(s => basis.Expand[a * basis.States + s] * basis.Project[s * basis.Count + b])
                    .ShouldBe(a == b ? 1 : 0, 1e-12);
    }

    [Test]
    public void A_few_profiles_carry_the_states_of_a_sphere()
    {
        var model = new PlgaSphereModel();
        var snapshots = StateSnapshots.Of(new(model), PhysicsProblem.Draw(model, 40), [0.01, 0.1, 1, 3, 10, 30]);
        var none = JumpTerms.Of(new(model), []);
        double Missed(int modes)
        {
            var basis = StateBasis.Fit(HostStates.Layout(model), modes, snapshots, none);
            double missed = 0, size = 0;
            var deviation = new double[basis.States];
            for (int row = 0; row < snapshots.Count; row++)
                for (int time = 0; time < 6; time++)
                {
                    snapshots.Deviation(row, time, none, deviation);
                    var few = Enumerable.Range(0, basis.Count)
                        .Select(a => Enumerable.Range(0, basis.States).Sum(s => deviation[s] * basis.Project[s * basis.Count + a]))
                        .ToArray();
                    for (int s = 0; s < basis.States; s++)
                    {
                        double back = Enumerable.Range(0, basis.Count).Sum(a => few[a] * basis.Expand[a * basis.States + s]);
                        missed += (back - deviation[s]) * (back - deviation[s]);
                        size += deviation[s] * deviation[s];
                    }
                }
            return Math.Sqrt(missed / size);
        }

        Missed(4).ShouldBeLessThan(0.03);
        Missed(8).ShouldBeLessThan(0.1 * Missed(4));
        Missed(32).ShouldBeLessThan(1e-12);
    }
}
