using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>Disks that are full or write-protected: one sentence, and nothing half-written.</summary>
public sealed class AtomicFileTests
{
    string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("saving-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_disk_that_fills_up_amid_a_file_leaves_the_one_before()
    {
        string path = Path.Combine(folder, "x.surrogate");
        File.WriteAllText(path, "before");
        Should.Throw<RefusedException>(() => AtomicFile.Write(path, file =>
        {
            file.WriteByte(1);
            throw new IOException("No space left on device : '/somewhere/x.surrogate.tmp'");
        })).Message.ShouldBe($"{path}: this cannot be written (No space left on device); free some space or choose another folder.");
        File.ReadAllText(path).ShouldBe("before");
        Directory.GetFiles(folder).ShouldBe([path]);
    }

    [Test]
    public void A_run_folder_that_cannot_be_made_is_refused()
    {
        string file = Path.Combine(folder, "file"), run = Path.Combine(file, "x.run");
        File.WriteAllText(file, "");
        Should.Throw<RefusedException>(() => Trainer.Train(FirstOrderRelease.SmallPlan, FirstOrderRelease.Curves(400), run))
            .Message.ShouldStartWith($"{run}: this cannot be written (");
    }

    [Test]
    public void A_surrogate_cannot_take_the_place_of_a_folder()
    {
        using var surrogate = Trainer.Train(FirstOrderRelease.SmallPlan with
        {
            Schedule = FirstOrderRelease.SmallPlan.Schedule with { Epochs = 1 },
        }, FirstOrderRelease.Curves(400));
        Should.Throw<RefusedException>(() => surrogate.Save(folder)).Message.ShouldStartWith($"{folder}: this cannot be written (");
        File.Exists(folder + ".tmp").ShouldBeFalse();
    }
}
