"""What a row is known by and belongs to stays."""

import meetings.models.guards
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0012_the_role_attestant'),
    ]

    operations = [
        Together(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name='adjournment',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='2c2f1ffecfb7537131930b639f77b4e6ef35c377', operation='UPDATE', pgid='pgtrigger_identity_08c8d', table='meetings_adjournment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attachment',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='9361abee0e8a3711e11a578c45cb3f559b20a99a', operation='UPDATE', pgid='pgtrigger_identity_55727', table='meetings_attachment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendee',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='f5cc50c8239148aefb6ee741ab33c326afe3e720', operation='UPDATE', pgid='pgtrigger_identity_44b9c', table='meetings_attendee', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ballot',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='97e4e214683599c8497e6ba6d9d3c8b04ea930eb', operation='UPDATE', pgid='pgtrigger_identity_82a11', table='meetings_ballot', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='body',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='20dbae456275df5ca2ae65d7d44d3b139fc6b807', operation='UPDATE', pgid='pgtrigger_identity_5e83a', table='meetings_body', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bodyyear',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.body_id IS DISTINCT FROM NEW.body_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='8bd3437d8daedab26d3d34705c2ba54721f2d0f9', operation='UPDATE', pgid='pgtrigger_identity_0b36c', table='meetings_bodyyear', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='decision',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='0d4f0921f214db01fff2103b7508b4c331ee3f4b', operation='UPDATE', pgid='pgtrigger_identity_68fb7', table='meetings_decision', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentrow',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.body_id IS DISTINCT FROM NEW.body_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='319eadd70a3b1526ad6a1208b26721b527928d4e', operation='UPDATE', pgid='pgtrigger_identity_44942', table='meetings_documentrow', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='election',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='406b34bba14858ca9c1a173b5f8675d476005bfc', operation='UPDATE', pgid='pgtrigger_identity_82abe', table='meetings_election', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.body_id IS DISTINCT FROM NEW.body_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='e56e6715adf5a1582a391ad34727157fe82bc515', operation='UPDATE', pgid='pgtrigger_identity_6473f', table='meetings_meeting', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='movement',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='a0db3885d6fe26c9e022aeb9e9c54de717220345', operation='UPDATE', pgid='pgtrigger_identity_10e77', table='meetings_movement', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paragraph',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='df846729aa01cb38e5d64e622e6f15576be15002', operation='UPDATE', pgid='pgtrigger_identity_3127e', table='meetings_paragraph', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='party',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='61d15fb4e415b65a8a071e0791590b8f693e2341', operation='UPDATE', pgid='pgtrigger_identity_97231', table='meetings_party', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='person',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='590b321b106b970f201b1f121f4b26887e0fd80f', operation='UPDATE', pgid='pgtrigger_identity_e48b1', table='meetings_person', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='phrase',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='7e26d2525a02163afb79eb0996d0c40e9922b51d', operation='UPDATE', pgid='pgtrigger_identity_96779', table='meetings_phrase', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='proposal',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='cd8ede71ffe2df5243eaf805a13e08be99db1378', operation='UPDATE', pgid='pgtrigger_identity_180f1', table='meetings_proposal', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='recusal',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='94d9424fbfe39d829e6f4d327bb59e0ee339b0d6', operation='UPDATE', pgid='pgtrigger_identity_35c57', table='meetings_recusal', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registryyear',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='033d9a03488ea8f739232d7d86b1a874e2d04d0a', operation='UPDATE', pgid='pgtrigger_identity_dfecd', table='meetings_registryyear', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registryyear',
                    trigger=pgtrigger.compiler.Trigger(name='only_grows', sql=meetings.models.guards.GuardSql(func="IF NEW.next_number < OLD.next_number THEN RAISE EXCEPTION 'Nummer som är tagna ges inte igen.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='dd5b9c3a71a95ab108a3cd3006ea063358b86072', operation='UPDATE', pgid='pgtrigger_only_grows_5b211', table='meetings_registryyear', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reservation',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='3920b4e25bf351fd380b0a26589ecf1681cd12e2', operation='UPDATE', pgid='pgtrigger_identity_e7adf', table='meetings_reservation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='role',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='dbd59e013af7c27595dd4ec8c193311c2eacfee7', operation='UPDATE', pgid='pgtrigger_identity_4c7b7', table='meetings_role', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='standarditem',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.body_id IS DISTINCT FROM NEW.body_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='772e10bd4bd9d1fd56b8bc8b42ff8e07f277a4ef', operation='UPDATE', pgid='pgtrigger_identity_c4a5a', table='meetings_standarditem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statement',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='dde5e266eac5c57123ba27ecbcf0623ade2b532e', operation='UPDATE', pgid='pgtrigger_identity_227a3', table='meetings_statement', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='subitem',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='8234243123c905e0db9df694018f0c5152f3314d', operation='UPDATE', pgid='pgtrigger_identity_e8ff5', table='meetings_subitem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='verifier',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='6fd1e2093cfedd6a275e81c4f4a2188132daa69a', operation='UPDATE', pgid='pgtrigger_identity_ca228', table='meetings_verifier', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='withholding',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='9a6507a03ff3da7b00e918be242ff3342fabb2fd', operation='UPDATE', pgid='pgtrigger_identity_2e165', table='meetings_withholding', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='writer',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='bc5dd331079e4a2c2917ac7ad6d2f0ad91ab7fdf', operation='UPDATE', pgid='pgtrigger_identity_8c4cc', table='meetings_writer', when='BEFORE')),
                ),
            ]
        )
    ]
