using SurrogateEngine.Tables.Molecules;

namespace SurrogateEngine.Tests.Engine.Core.Tables;

/// <summary>Molecules beside their molar masses and the groups that a chemist counts.</summary>
public sealed class MoleculeTests
{
    [TestCase("CC(=O)Oc1ccccc1C(=O)O", 180.16, 1)] // aspirin
    [TestCase("CN1C=NC2=C1C(=O)N(C(=O)N2C)C", 194.19, 2)] // caffeine
    [TestCase("Cn1cnc2c1c(=O)n(C)c(=O)n2C", 194.19, 2)]
    [TestCase("C[C@]12CC[C@H]3[C@H]([C@@H]1CC[C@@H]2O)CCC4=CC(=O)CC[C@]34C", 288.43, 4)] // testosterone
    [TestCase("c1ccc2[nH]ccc2c1", 117.15, 2)] // indole
    [TestCase("[Na+].[Cl-]", 58.44, 0)]
    [TestCase("CCCCCCCC/C=C\\CCCCCCCC(=O)O", 282.47, 0)] // oleic acid
    public void Masses_and_rings_are_those_of_the_books(string smiles, double mass, int rings)
    {
        Molecule molecule = Molecule.Parse(smiles)!;

        molecule.Mass.ShouldBe(mass, 0.02);
        molecule.Rings.ShouldBe(rings);
    }

    [TestCase("not smiles")]
    [TestCase("C1CC")]
    [TestCase("C(C")]
    [TestCase("CC)")]
    [TestCase("")]
    [TestCase("[Xx]")]
    [TestCase("%12")]
    public void What_is_no_molecule_is_none(string text) => Molecule.Parse(text).ShouldBeNull();

    [Test]
    public void Groups_of_a_lipid_are_counted()
    {
        Molecule lipid = Molecule.Parse("CCCCCCCC(=O)OCCN(C)CCN(C)CCCC(=O)NCCO")!;
        var figures = MoleculeDescriptors.Names.Zip(MoleculeDescriptors.Of(lipid)).ToDictionary();

        figures["tertiary amines"].ShouldBe(2);
        figures["esters"].ShouldBe(1);
        figures["amides"].ShouldBe(1);
        figures["hydroxyls"].ShouldBe(1);
        figures["longest chain"].ShouldBe(7);
    }

    [Test]
    public void A_fingerprint_does_not_hang_on_the_order_of_atoms()
    {
        double[] one = CircularFingerprint.Of(Molecule.Parse("CCN(C)CC(=O)OC")!),
            same = CircularFingerprint.Of(Molecule.Parse("COC(=O)CN(CC)C")!);

        same.ShouldBe(one);
        one.Sum().ShouldBe(3 * 9);
        CircularFingerprint.Of(Molecule.Parse("CCN(C)CC(=O)OCC")!).ShouldNotBe(one);
    }
}
