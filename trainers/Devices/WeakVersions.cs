using System.Buffers.Binary;
using System.Text;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Symbol versions that an ELF file needs of other libraries, and the flag that makes one of them optional. The dynamic loader
/// refuses a file whose needed version a library lacks, unless the need is marked weak (VER_FLG_WEAK in <c>vna_flags</c>; "Linux
/// Standard Base Core", Symbol Versioning, section 10.7.3): right where no symbol of that version is ever called.
/// </summary>
static class WeakVersions
{
    const uint VersionNeeds = 0x6ffffffe;
    const ushort Weak = 2;

    /// <summary>Magic number, 64 bits, little-endian.</summary>
    static ReadOnlySpan<byte> Header => [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];

    /// <summary>Marks every need of <paramref name="version"/> in a 64-bit little-endian ELF file weak.</summary>
    /// <param name="elf">The whole file; changed in place.</param>
    /// <param name="version">Name of the version, such as GLIBCXX_3.4.32.</param>
    /// <returns>How many needs were marked.</returns>
    /// <exception cref="BadImageFormatException">It is not such a file.</exception>
    public static int Mark(Span<byte> elf, string version)
    {
        if (elf.Length < 64 || !elf[..6].SequenceEqual(Header))
            throw new BadImageFormatException("This is not a 64-bit little-endian ELF file.");
        try
        {
            return MarkNeeds(elf, version);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BadImageFormatException("This ELF file is cut off.");
        }
    }

    static int MarkNeeds(Span<byte> elf, string version)
    {
        int sections = (int)Long(elf, 40), size = Short(elf, 58), count = Short(elf, 60), marked = 0;
        for (int i = 0; i < count; i++)
        {
            var section = elf.Slice(sections + i * size, size);
            if (Int(section, 4) != VersionNeeds)
                continue;
            var names = elf[(int)Long(elf, sections + (int)Int(section, 40) * size + 24)..];
            marked += MarkSection(elf[(int)Long(section, 24)..], (int)Int(section, 44), names, version);
        }
        return marked;
    }

    // Verneed: version, count, file, first need, next library. Vernaux: hash, flags, other, name, next need.
    static int MarkSection(Span<byte> needs, int libraries, ReadOnlySpan<byte> names, string version)
    {
        int marked = 0;
        for (int library = 0, at = 0; library < libraries; library++, at += (int)Int(needs, at + 12))
        {
            int need = at + (int)Int(needs, at + 8);
            for (int i = 0; i < Short(needs, at + 2); i++, need += (int)Int(needs, need + 12))
            {
                if (!Name(names, (int)Int(needs, need + 8)).SequenceEqual(Encoding.ASCII.GetBytes(version)))
                    continue;
                BinaryPrimitives.WriteUInt16LittleEndian(needs[(need + 4)..], (ushort)(Short(needs, need + 4) | Weak));
                marked++;
            }
        }
        return marked;
    }

    static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> names, int at) => names.Slice(at, names[at..].IndexOf((byte)0));

    static ushort Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    static uint Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    static long Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
