using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>How the values of a page are laid out; the numbers are those of the Parquet format.</summary>
internal enum PageEncoding
{
    Plain = 0,
    RunLength = 3,
    ByteStreamSplit = 9,
}

/// <summary>What stands before every page. Only data pages of version 1 are known here: they are what required columns need.</summary>
internal readonly record struct PageHeader(int UncompressedSize, int CompressedSize, int Values, PageEncoding Encoding)
{
    const int DataPage = 0;
    static readonly string[] PageTypes = ["data", "index", "dictionary", "version 2 data"];

    public ReadOnlyMemory<byte> Write()
    {
        var thrift = new CompactWriter();
        thrift.BeginStruct();
        thrift.I32(1, DataPage);
        thrift.I32(2, UncompressedSize);
        thrift.I32(3, CompressedSize);
        thrift.BeginStruct(5);
        thrift.I32(1, Values);
        thrift.I32(2, (int)Encoding);
        thrift.I32(3, (int)PageEncoding.RunLength); // of the levels, which required columns do not have
        thrift.I32(4, (int)PageEncoding.RunLength);
        thrift.EndStruct();
        thrift.EndStruct();
        return thrift.Written;
    }

    /// <exception cref="ParquetException">The bytes are no page header.</exception>
    /// <exception cref="NotSupportedException">The page is of a kind this stand-in does not read.</exception>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var thrift = new CompactReader(bytes);
        int field = 0, pageType = -1, uncompressed = -1, compressed = -1;
        (int Values, int Encoding) data = (-1, -1);
        while (thrift.NextField(ref field, out CompactType type))
        {
            switch (field)
            {
                case 1: pageType = thrift.I32(type); break;
                case 2: uncompressed = thrift.I32(type); break;
                case 3: compressed = thrift.I32(type); break;
                case 5: data = ReadData(ref thrift); break;
                default: thrift.Skip(type); break;
            }
        }
        length = thrift.Position;
        if (pageType is > DataPage and <= 3)
            throw new NotSupportedException($"this stand-in does not read {PageTypes[pageType]} pages");
        if (pageType != DataPage || uncompressed < 0 || compressed < 0 || data.Values < 0)
            throw new ParquetException("a page header is damaged");
        return new(uncompressed, compressed, data.Values, (PageEncoding)data.Encoding);
    }

    static (int Values, int Encoding) ReadData(ref CompactReader thrift)
    {
        int field = 0, values = -1, encoding = -1;
        while (thrift.NextField(ref field, out CompactType type))
        {
            switch (field)
            {
                case 1: values = thrift.I32(type); break;
                case 2: encoding = thrift.I32(type); break;
                default: thrift.Skip(type); break;
            }
        }
        return (values, encoding);
    }
}
