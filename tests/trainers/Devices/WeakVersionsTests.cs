using System.Text;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

/// <summary>The one need that the loader of TorchSharp's native library makes optional, in the library itself.</summary>
[Platform("Linux", Reason = "other systems have other libraries")]
public sealed class WeakVersionsTests
{
    const string Needed = "GLIBCXX_3.4.32";

    static byte[] Library => File.ReadAllBytes(NativeTorchTests.LibraryFile);

    [Test]
    public void Nothing_but_the_flag_of_one_need_is_changed()
    {
        byte[] before = Library, after = [.. before];
        WeakVersions.Mark(after, Needed).ShouldBe(1);
        int[] changed = [.. Enumerable.Range(0, before.Length).Where(i => before[i] != after[i])];
        changed.Length.ShouldBe(1);
        (before[changed[0]], after[changed[0]]).ShouldBe(((byte)0, (byte)2));
        byte[] again = [.. after];
        WeakVersions.Mark(again, Needed).ShouldBe(1);
        again.ShouldBe(after);
    }

    [TestCase("GLIBCXX_9.9"), TestCase("GLIBCXX_3.4.3"), TestCase("")]
    public void A_version_that_is_not_needed_changes_nothing(string version)
    {
        byte[] before = Library, after = [.. before];
        WeakVersions.Mark(after, version).ShouldBe(0);
        after.AsSpan().SequenceEqual(before).ShouldBeTrue();
    }

    [Test]
    public void Other_files_are_refused()
    {
        byte[] of32Bits = [.. Library.AsSpan(0, 64)];
        of32Bits[4] = 1;
        foreach (byte[] file in (byte[][])[[], new byte[100], Encoding.ASCII.GetBytes(new string('x', 100)), of32Bits, Library[..63]])
            Should.Throw<BadImageFormatException>(() =>
                WeakVersions.Mark(file, Needed)).Message.ShouldBe("This is not a 64-bit little-endian ELF file.");
    }

    [Test]
    public void A_file_that_is_cut_off_is_refused()
    {
        byte[] whole = Library;
        foreach (int length in (int[])[64, whole.Length / 2, whole.Length - 100])
            Should.Throw<BadImageFormatException>(() =>
                WeakVersions.Mark(whole.AsSpan(0, length).ToArray(), Needed)).Message.ShouldBe("This ELF file is cut off.");
    }
}
