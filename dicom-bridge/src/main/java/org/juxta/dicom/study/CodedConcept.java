package org.juxta.dicom.study;

/**
 * A code as an attribute holds it (PS3.3 table 8.8-1).
 *
 * @param value Code Value (0008,0100)
 * @param scheme Coding Scheme Designator (0008,0102)
 * @param meaning Code Meaning (0008,0104)
 */
public record CodedConcept(String value, String scheme, String meaning) {}
