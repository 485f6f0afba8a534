//! Reading and writing the model's bytes: little-endian numbers, lengths and names.

/// A model whose bytes do not make sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError {
    /// Where in the model, in bytes from 0.
    pub at: usize,
    /// What was found and what was expected there.
    pub message: String,
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "failed to read grammar model at byte {}: {}", self.at, self.message)
    }
}

impl std::error::Error for ModelError {}

/// Reads from front to back.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, at: 0 }
    }

    pub(crate) fn error(&self, message: impl Into<String>) -> ModelError {
        ModelError { at: self.at, message: message.into() }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len());
        let Some(end) = end else {
            let left = self.bytes.len() - self.at;
            return Err(self.error(format!("{length} bytes expected, {left} left")));
        };
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, ModelError> {
        Ok(self.take(1)?[0])
    }

    pub(crate) fn u32(&mut self) -> Result<u32, ModelError> {
        let mut number = [0; 4];
        number.copy_from_slice(self.take(4)?);
        Ok(u32::from_le_bytes(number))
    }

    /// A number in seven-bit groups, the lowest first.
    pub(crate) fn varint(&mut self) -> Result<u32, ModelError> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.u8()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| self.error("number of more than 32 bits"));
            }
        }
        Err(self.error("number of more than five bytes"))
    }

    pub(crate) fn str(&mut self) -> Result<&'a str, ModelError> {
        let length = self.varint()? as usize;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|_| self.error("text that is not UTF-8"))
    }

    pub(crate) fn is_done(&self) -> bool {
        self.at == self.bytes.len()
    }
}

#[cfg(any(feature = "train", test))]
pub(crate) fn put_varint(out: &mut Vec<u8>, mut number: u32) {
    while 0x80 <= number {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(any(feature = "train", test))]
pub(crate) fn put_str(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}
