using System.IO.Compression;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class SurrogateFileTests
{
    static readonly CurveSet Set = FirstOrderRelease.Curves(FirstOrderRelease.SpaceOfTwo, 300);

    string folder = "", path = "";
    Surrogate surrogate = null!;

    [OneTimeSetUp]
    public void TrainAndSave()
    {
        folder = Directory.CreateTempSubdirectory("surrogate-").FullName;
        path = Path.Combine(folder, "model.surrogate");
        surrogate = Trainer.Train(FirstOrderRelease.SmallPlan, Set);
        surrogate.Save(path);
    }

    [OneTimeTearDown]
    public void RemoveFolder()
    {
        surrogate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_file_rebuilds_the_surrogate_bit_for_bit()
    {
        using var loaded = Surrogate.Load(path);
        Predict(loaded).ShouldBe(Predict(surrogate));
        loaded.Card.Space.Parameters.ShouldBe(surrogate.Card.Space.Parameters);
        loaded.Card.Space.Outputs.ShouldBe(surrogate.Card.Space.Outputs);
        loaded.Card.Space.Times.ShouldBe(surrogate.Card.Space.Times);
        loaded.Card.Test.ShouldBe(surrogate.Card.Test);
        loaded.Card.DatasetHash.ShouldBe("closed form");
        loaded.Card.PlanHash.ShouldBe(loaded.Plan.Hash());
    }

    [Test]
    public void Same_surrogate_same_bytes()
    {
        using var loaded = Surrogate.Load(path);
        string again = Path.Combine(folder, "again.surrogate");
        loaded.Save(again);
        File.ReadAllBytes(again).ShouldBe(File.ReadAllBytes(path));
        Directory.GetFiles(folder, "*.tmp").ShouldBeEmpty();
    }

    [Test]
    public void A_missing_file_is_refused() => Refusal(Path.Combine(folder, "none.surrogate")).ShouldContain("no such file");

    [Test]
    public void A_folder_is_refused_as_a_folder() => Refusal(folder).ShouldContain("this is a folder");

    [Test]
    public void A_file_of_another_kind_is_refused()
    {
        string other = Path.Combine(folder, "other.surrogate");
        File.WriteAllText(other, "time,released\n1,0.2\n");
        Refusal(other).ShouldContain("another kind");
    }

    [Test]
    public void A_file_cut_short_anywhere_is_refused()
    {
        byte[] bytes = File.ReadAllBytes(path);
        for (int part = 0; part < 20; part++)
        {
            File.WriteAllBytes(path + ".cut", bytes[..(bytes.Length * part / 20)]);
            Refusal(path + ".cut");
        }
    }

    [Test]
    public void A_flipped_bit_in_any_part_is_refused()
    {
        foreach (string part in (string[])["card.json", "plan.json", "weights.safetensors", "reference.safetensors"])
            Refusal(Changed(part, bytes => bytes[^2] ^= 1)).ShouldContain(part);
    }

    [Test]
    public void A_missing_part_is_refused()
    {
        foreach (string part in (string[])["card.json", "plan.json", "weights.safetensors", "sha256sums.txt"])
        {
            string copy = Copy();
            using (var zip = ZipFile.Open(copy, ZipArchiveMode.Update))
                zip.GetEntry(part)!.Delete();
            Refusal(copy).ShouldContain($"lacks its part {part}");
        }
    }

    [Test]
    public void A_newer_format_is_refused_before_anything_else()
    {
        string copy = Copy();
        using (var zip = ZipFile.Open(copy, ZipArchiveMode.Update))
        {
            zip.GetEntry("weights.safetensors")!.Delete();
            zip.GetEntry("card.json")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("card.json").Open());
            writer.Write("{ \"format\": 4, \"written_in\": \"the future\" }");
        }
        Refusal(copy).ShouldContain("has format 4 and this software reads up to 3");
    }

    [Test]
    public void A_former_format_is_refused_with_what_to_do()
    {
        string copy = Copy();
        using (var zip = ZipFile.Open(copy, ZipArchiveMode.Update))
        {
            zip.GetEntry("card.json")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("card.json").Open());
            writer.Write("{ \"format\": 1 }");
        }
        Refusal(copy).ShouldContain("has format 1 and this software reads format 3: train it anew with surrogate train.");
    }

    [Test]
    public void Weights_of_another_shape_or_name_or_without_a_value_are_refused()
    {
        var (card, plan, weights, _) = SurrogateFile.Read(path);
        string changed = Path.Combine(folder, "changed.surrogate");
        string Written(TrainingPlan plan, IEnumerable<NamedArray> weights)
        {
            SurrogateFile.Write(changed, card, plan, [.. weights]);
            return Refusal(changed);
        }
        Written(plan with { Network = plan.Network with { Width = 17 } }, weights).ShouldContain("has shape");
        Written(plan with { Network = plan.Network with { Depth = 1 } }, weights).ShouldContain("does not have");
        Written(plan, weights.Skip(1)).ShouldContain("lack");
        var broken = weights.ToArray();
        broken[1].Values[0] = float.NaN;
        Written(plan, broken).ShouldContain("not a finite number");
    }

    string Refusal(string file)
    {
        string message = Should.Throw<RefusedException>(() => Surrogate.Load(file)).Message;
        message.ShouldStartWith(file);
        message.ShouldNotContain("\n");
        return message;
    }

    string Copy()
    {
        string copy = Path.Combine(folder, "copy.surrogate");
        File.Copy(path, copy, overwrite: true);
        return copy;
    }

    string Changed(string part, Action<byte[]> change)
    {
        string copy = Copy();
        using var zip = ZipFile.Open(copy, ZipArchiveMode.Update);
        var entry = zip.GetEntry(part)!;
        byte[] bytes;
        using (var stream = entry.Open())
        using (var content = new MemoryStream())
        {
            stream.CopyTo(content);
            bytes = content.ToArray();
        }
        change(bytes);
        entry.Delete();
        using var changed = zip.CreateEntry(part).Open();
        changed.Write(bytes);
        return copy;
    }

    static float[] Predict(Surrogate surrogate)
    {
        var curves = new float[Set.Curves.Length];
        surrogate.Predict(Set.Parameters.Span, Set.Count, curves);
        return curves;
    }
}
