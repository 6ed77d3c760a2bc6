-- Passes each projection radiograph on to Juxta as soon as it is stored, and nothing that Juxta sent.
-- Juxta waits for the end of the study by itself (its quiet period).

local radiographs = { CR = true, DX = true }

function OnStoredInstance(instanceId, tags, metadata, origin)
  if radiographs[tags['Modality']] and origin['RemoteAet'] ~= 'JUXTA' then
    SendToModality(instanceId, 'juxta')
  end
end
