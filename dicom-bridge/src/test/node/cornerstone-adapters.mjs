// Reads SR documents with @cornerstonejs/adapters, as OHIF does, and prints as JSON what comes out:
//   node cornerstone-adapters.mjs OUT.json REPORT.dcm...
// OUT.json: {"REPORT.dcm": {"regions": [{"tool", "trackingUid", "label", "finding", "sites", "image", "points"}]}
//                        or {"error": "..."}}
// Points come back in pixels: every image is given the plane in which one pixel is one unit.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

// The adapters load the rendering library, which looks for a browser as it loads.
globalThis.window ??= globalThis;
globalThis.self ??= globalThis;
globalThis.document ??= { createElement: () => ({ style: {}, getContext: () => null }), addEventListener() {} };

const { adaptersSR } = await import('@cornerstonejs/adapters');
const { metaData } = await import('@cornerstonejs/core');
const { default: dcmjs } = await import('dcmjs');

const pixelPlane = {
  imagePositionPatient: [0.5, 0.5, 0],
  rowCosines: [1, 0, 0],
  columnCosines: [0, 1, 0],
  rowPixelSpacing: 1,
  columnPixelSpacing: 1,
  frameOfReferenceUID: '1.2.3',
};
const provider = (type) => (type === 'imagePlaneModule' ? pixelPlane : undefined);
metaData.addProvider(provider, 1);

function read(file) {
  const bytes = readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const dicom = dcmjs.data.DicomMessage.readFile(buffer);
  return dcmjs.data.DicomMetaDictionary.naturalizeDataset(dicom.dict);
}

function images(dataset) {
  const map = {};
  for (const study of dataset.CurrentRequestedProcedureEvidenceSequence ?? []) {
    for (const series of study.ReferencedSeriesSequence) {
      for (const instance of series.ReferencedSOPSequence) {
        const uid = instance.ReferencedSOPInstanceUID;
        map[`${uid}:1`] = `image:${uid}`;
      }
    }
  }
  return map;
}

function regions(dataset) {
  const state = adaptersSR.Cornerstone3D.MeasurementReport.generateToolState(dataset, images(dataset), {
    get: provider,
  });
  return Object.entries(state).flatMap(([tool, measurements]) =>
    measurements.map((measurement) => ({
      tool,
      trackingUid: measurement.TrackingUniqueIdentifier,
      label: measurement.annotation.data.label,
      finding: measurement.finding?.CodeMeaning,
      sites: measurement.findingSites.map((site) => site.CodeMeaning),
      image: measurement.sopInstanceUid,
      points: measurement.annotation.data.handles.points,
    })),
  );
}

const [out, ...files] = process.argv.slice(2);
const results = {};
for (const file of files) {
  try {
    results[basename(file)] = { regions: regions(read(file)) };
  } catch (error) {
    results[basename(file)] = { error: String(error) };
  }
}
writeFileSync(out, JSON.stringify(results, null, 2));
