//! An export as Parquet, one file for each table, the receipt in the metadata of each.
//!
//! Written with fixed settings, uncompressed with dictionaries, so that the same rows give the same bytes and every
//! reader can read them.

use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type as Schema, TypePtr};

use super::table::{Cell, Column, Table, Type};
use super::{Content, File};

pub(super) fn files(content: &Content<'_>) -> Result<Vec<File>> {
    let receipt = serde_json::to_string(content.receipt).map_err(|e| ParquetError::External(Box::new(e)))?;
    let write = |table: &Table| {
        Ok(File::new(format!("{}.parquet", table.name), table.about, write(table, &receipt)?))
    };
    content.tables.iter().map(write).collect()
}

fn write(table: &Table, receipt: &str) -> Result<Vec<u8>> {
    let fields = table.columns.iter().map(field).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Schema::group_type_builder(table.name).with_fields(fields).build()?);
    let about = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
    let metadata = vec![about("relief.receipt", receipt), about("relief.about", table.about)];
    let properties = WriterProperties::builder()
        .set_created_by(format!("relief-register {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::UNCOMPRESSED)
        .set_key_value_metadata(Some(metadata))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for (at, column) in table.columns.iter().enumerate() {
        let mut open = group
            .next_column()?
            .ok_or_else(|| ParquetError::General("fewer columns than were declared".into()))?;
        let cells: Vec<&Cell> = table.rows.iter().map(|row| &row[at]).collect();
        values(open.untyped(), column, &cells)?;
        open.close()?;
    }
    group.close()?;
    writer.into_inner()
}

fn field(column: &Column) -> Result<TypePtr> {
    let repetition = if column.required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    let (physical, logical) = match column.kind {
        Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Type::Integer => (Physical::INT64, None),
        Type::Boolean => (Physical::BOOLEAN, None),
        Type::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    let converted = match column.kind {
        Type::Text => ConvertedType::UTF8,
        Type::Day => ConvertedType::DATE,
        Type::Integer | Type::Boolean => ConvertedType::NONE,
    };
    let built = Schema::primitive_type_builder(column.name, physical)
        .with_repetition(repetition)
        .with_logical_type(logical)
        .with_converted_type(converted)
        .build()?;
    Ok(Arc::new(built))
}

/// Writes the values that there are, and at which rows.
fn values(writer: &mut ColumnWriter<'_>, column: &Column, cells: &[&Cell]) -> Result<()> {
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(**cell != Cell::Null)).collect();
    let levels = (!column.required).then_some(levels.as_slice());
    match writer {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let words = cells.iter().filter_map(|cell| match cell {
                Cell::Text(words) => Some(ByteArray::from(words.as_str())),
                _ => None,
            });
            writer.write_batch(&words.collect::<Vec<_>>(), levels, None)
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let numbers = cells.iter().filter_map(|cell| match cell {
                Cell::Integer(number) => Some(*number),
                _ => None,
            });
            writer.write_batch(&numbers.collect::<Vec<_>>(), levels, None)
        }
        ColumnWriter::BoolColumnWriter(writer) => {
            let answers = cells.iter().filter_map(|cell| match cell {
                Cell::Boolean(yes) => Some(*yes),
                _ => None,
            });
            writer.write_batch(&answers.collect::<Vec<_>>(), levels, None)
        }
        ColumnWriter::Int32ColumnWriter(writer) => {
            let epoch = jiff::civil::date(1970, 1, 1);
            let days = cells.iter().filter_map(|cell| match cell {
                Cell::Day(day) => epoch.until(*day).ok().map(|span| span.get_days()),
                _ => None,
            });
            writer.write_batch(&days.collect::<Vec<_>>(), levels, None)
        }
        _ => Err(ParquetError::General(format!("no such type for column {}", column.name))),
    }?;
    Ok(())
}
